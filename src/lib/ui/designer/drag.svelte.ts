import type { IconName } from '#ui/kit/icon-name.ts';
import { dropBetween, dropPlace, type DropSection, type DropTarget } from './drop-place.ts';

/** What is being dragged, and what happens when it is let go. */
export interface Dragged {
  readonly title: string;
  readonly icon: IconName;
  /** A section goes between sections, not into one. */
  readonly whole?: boolean;
  readonly ondrop: (target: DropTarget) => void;
}

const threshold = 5;
const edge = 56;

/** Dragging by mouse, pen or finger; everything it does has buttons and keys as well. */
export class Drag {
  dragged = $state.raw<Dragged>();
  target = $state.raw<DropTarget>();
  x = $state(0);
  y = $state(0);
  /** The sheet of the preview, in whose px the line is drawn. */
  sheet: HTMLElement | undefined;

  /** Attachment: the element can be dragged; a short press stays a click. */
  readonly from =
    (dragged: () => Dragged | undefined) =>
    (element: HTMLElement): (() => void) => {
      const down = (event: PointerEvent): void => {
        if (event.button === 0) this.#watch(event, dragged);
      };
      element.addEventListener('pointerdown', down);
      return () => element.removeEventListener('pointerdown', down);
    };

  #watch(first: PointerEvent, dragged: () => Dragged | undefined): void {
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== first.pointerId) return;
      const far = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) > threshold;
      if (this.dragged === undefined && far) this.dragged = dragged();
      if (this.dragged !== undefined) this.#at(event);
    };
    const end = (event: PointerEvent): void => {
      if (event.pointerId !== first.pointerId) return;
      stop();
      this.#end(event.type === 'pointerup');
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || this.dragged === undefined) return;
      event.stopPropagation();
      stop();
      this.#end(false);
    };
    const stop = (): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', key, { capture: true });
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    addEventListener('keydown', key, { capture: true });
  }

  #at({ clientX, clientY }: PointerEvent): void {
    [this.x, this.y] = [clientX, clientY];
    const { sheet } = this;
    const view = sheet?.closest<HTMLElement>('.scroll')?.getBoundingClientRect();
    if (sheet === undefined || view === undefined) return;
    const place = this.dragged?.whole === true ? dropBetween : dropPlace;
    const outside = clientX < view.left || clientX > view.right || clientY < view.top || clientY > view.bottom;
    this.target = outside ? undefined : place(seatsOf(sheet), { x: clientX, y: clientY });
    if (outside) return;
    if (clientY < view.top + edge) sheet.closest('.scroll')?.scrollBy(0, -12);
    if (clientY > view.bottom - edge) sheet.closest('.scroll')?.scrollBy(0, 12);
  }

  #end(drops: boolean): void {
    const { dragged, target } = this;
    this.dragged = undefined;
    this.target = undefined;
    if (dragged === undefined) return;
    addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
    if (drops && target !== undefined) dragged.ondrop(target);
  }
}

/** The click that a browser makes of the end of a drag. */
const swallow = (event: MouseEvent): void => {
  event.stopPropagation();
  event.preventDefault();
};

const seatsOf = (sheet: HTMLElement): readonly DropSection[] =>
  [...sheet.querySelectorAll<HTMLElement>('[data-section]')].map((section) => ({
    key: section.dataset['section'] ?? '',
    box: section.getBoundingClientRect(),
    seats: [...section.querySelectorAll('[data-seat]')].map((seat) => seat.getBoundingClientRect()),
  }));
