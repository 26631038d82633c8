const seats = (pane: HTMLElement): readonly HTMLElement[] => [...pane.querySelectorAll<HTMLElement>('[data-field]')];
const seatOf = (pane: HTMLElement, key: string): HTMLElement | undefined => seats(pane).find(({ dataset }) => dataset['field'] === key);
const topIn = (pane: HTMLElement, seat: HTMLElement): number => seat.getBoundingClientRect().top - pane.getBoundingClientRect().top;

/** Two panes that show the same fields at the same height: whichever is moved by hand leads. */
export class ScrollTogether {
  readonly #panes = new Set<HTMLElement>();
  #leader: HTMLElement | undefined;

  /** Takes a pane in; answers how it leaves. */
  readonly join = (pane: HTMLElement): (() => void) => {
    const lead = (): void => {
      this.#leader = pane;
    };
    const follow = (): void => {
      if (this.#leader === pane) this.#align(pane);
    };
    const signs = ['wheel', 'pointerdown', 'touchstart', 'keydown', 'focusin'] as const;
    for (const sign of signs) pane.addEventListener(sign, lead, { passive: true });
    pane.addEventListener('scroll', follow, { passive: true });
    this.#panes.add(pane);
    return () => {
      for (const sign of signs) pane.removeEventListener(sign, lead);
      pane.removeEventListener('scroll', follow);
      this.#panes.delete(pane);
    };
  };

  /** Brings a field into the middle of every pane that has it, and its neighbours of the other one beside it; false where none shows it. */
  show(key: string): boolean {
    const found = [...this.#panes].filter((pane) => seatOf(pane, key) !== undefined);
    this.#leader = undefined;
    for (const pane of found) {
      const seat = seatOf(pane, key);
      if (seat !== undefined) pane.scrollTop += topIn(pane, seat) - pane.clientHeight / 3;
    }
    const [only] = found;
    if (only !== undefined && found.length === 1) this.#align(only);
    return found.length > 0;
  }

  /** The others show the topmost field in sight of this one at its height. */
  #align(pane: HTMLElement): void {
    for (const other of this.#panes) {
      if (other === pane || other.clientHeight === 0) continue;
      const first = seats(pane).find(
        (seat) => topIn(pane, seat) + seat.offsetHeight > 0 && seatOf(other, seat.dataset['field'] ?? '') !== undefined,
      );
      const match = first && seatOf(other, first.dataset['field'] ?? '');
      if (first === undefined || match === undefined) other.scrollTop = pane.scrollTop;
      else other.scrollTop += topIn(other, match) - topIn(pane, first);
    }
  }
}
