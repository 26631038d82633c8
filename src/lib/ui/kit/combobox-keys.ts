export interface ComboboxSeat {
  readonly state: () => { readonly open: boolean; readonly active: number; readonly count: number; readonly text: string };
  readonly show: () => void;
  readonly hide: () => void;
  readonly move: (index: number) => void;
  readonly pickActive: () => void;
  readonly removeLast: () => void;
}

/** The part of a KeyboardEvent that counts here. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'preventDefault' | 'stopPropagation'>;

const page = 8;

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
  PageDown: (at, count) => Math.min(count - 1, at + page),
  PageUp: (at) => Math.max(0, at - page),
};

const edges: Readonly<Record<string, (count: number) => number>> = { Home: () => 0, End: (count) => count - 1 };

/** True when the key was one that walks through the list. */
const walk = (event: Pressed, seat: ComboboxSeat): boolean => {
  const { open, active, count, text } = seat.state();
  const move = moves[event.key];
  if (move !== undefined && !open && event.key.startsWith('Arrow')) {
    seat.show();
    return true;
  }
  if (!open || count === 0) return false;
  const edge = text === '' ? edges[event.key] : undefined;
  const next = move?.(active, count) ?? edge?.(count);
  if (next === undefined) return false;
  seat.move(next);
  return true;
};

/** True when the key chose, closed or removed something and must do nothing else. */
const act = (event: Pressed, seat: ComboboxSeat): boolean => {
  const { open, active, text } = seat.state();
  if (event.key === 'Enter' && open && active >= 0 && !event.ctrlKey && !event.metaKey) {
    seat.pickActive();
    return true;
  }
  if (event.key === 'Escape' && (open || text !== '')) {
    event.stopPropagation();
    seat.hide();
    return true;
  }
  if (event.key === 'Backspace' && text === '') {
    seat.removeLast();
    return true;
  }
  return false;
};

/** The keys of a combobox (WAI-ARIA pattern): Tab after typing takes the marked option and goes on. */
export const comboboxKeys =
  (seat: ComboboxSeat) =>
  (event: Pressed): void => {
    if (event.isComposing) return;
    if (walk(event, seat) || act(event, seat)) {
      event.preventDefault();
      return;
    }
    const { open, active, text } = seat.state();
    if (event.key === 'Tab' && open && active >= 0 && text.trim() !== '') seat.pickActive();
  };
