export interface Placement {
  readonly align?: 'start' | 'center' | 'end';
  /** At least as wide as the anchor. */
  readonly matchWidth?: boolean;
}

const gap = 4;
const edge = 8;

/** Puts a panel of the top layer below its anchor, above where there is more room, and never outside the window. */
export const placeFloating = (anchor: Element, panel: HTMLElement, { align = 'start', matchWidth = false }: Placement = {}): void => {
  const from = anchor.getBoundingClientRect();
  if (matchWidth) panel.style.minWidth = `${from.width}px`;
  panel.style.maxWidth = `${innerWidth - 2 * edge}px`;
  const { width, height } = panel.getBoundingClientRect();
  const wanted = { start: from.left, center: from.left + (from.width - width) / 2, end: from.right - width }[align];
  const left = Math.max(edge, Math.min(wanted, innerWidth - width - edge));
  const below = innerHeight - from.bottom - gap - edge;
  const above = from.top - gap - edge;
  const top = height > below && above > below ? Math.max(edge, from.top - gap - height) : from.bottom + gap;
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
};

/** Attachment: opens the element in the top layer beside its anchor and keeps it there while things scroll and grow. */
export const floating =
  (anchor: () => Element | undefined, placement: Placement = {}) =>
  (panel: HTMLElement): (() => void) => {
    const place = (): void => {
      const element = anchor();
      if (element !== undefined) placeFloating(element, panel, placement);
    };
    panel.showPopover();
    place();
    const observer = new ResizeObserver(place);
    observer.observe(panel);
    addEventListener('scroll', place, { capture: true, passive: true });
    addEventListener('resize', place);
    return () => {
      observer.disconnect();
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
    };
  };
