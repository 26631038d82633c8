export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

export interface VisibleRange {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
}

const spare = 12;

/** The rows that are in sight, with a few beyond either edge: the page never holds more, however many there are. */
export const visibleRange = ({ scrollTop, height, rowHeight, count }: Viewport): VisibleRange => {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - spare);
  return { first, last: Math.min(count, first + Math.ceil(height / rowHeight) + 2 * spare) };
};
