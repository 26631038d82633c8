export interface Viewport {
  readonly scrollTop: number;
  /** 0 until it is known: on the server and before the page has been laid out. */
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
/** What a window shows that nobody has measured: tall enough for most, and no more than is soon there anyway. */
const likelyHeight = 1_152;

/** The rows that are in sight, with a few beyond either edge: the page never holds more, however many there are. */
export const visibleRange = ({ scrollTop, height, rowHeight, count }: Viewport): VisibleRange => {
  const top = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)));
  const seen = height === 0 ? Math.ceil(likelyHeight / rowHeight) : Math.ceil(height / rowHeight) + spare;
  return { first: Math.max(0, top - spare), last: Math.min(count, top + seen) };
};
