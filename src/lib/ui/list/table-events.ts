export interface TableEvent {
  readonly table: string;
  readonly id: string;
  readonly kind: string;
}

const isTableEvent = (value: unknown): value is TableEvent =>
  typeof value === 'object' && value !== null && 'table' in value && 'id' in value && typeof value.id === 'string';

const gather = 200;

/** What a listener is told: rows that changed, or that it was away and may have missed some. */
export interface TableListener {
  readonly onchange: (ids: readonly string[]) => void;
  readonly onreturn: () => void;
}

/**
 * Hears of changes of a table's rows, gathered for a moment so that an import is one call. A tab out of sight lets go of its connection
 * (a browser has six for all tabs). Answers the function that ends it.
 */
export const listenToTable = (table: string, { onchange, onreturn }: TableListener): (() => void) => {
  let source: EventSource | undefined;
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    onchange([...new Set(waiting)]);
    waiting = [];
  };
  const hear = ({ data }: MessageEvent<string>): void => {
    const event: unknown = JSON.parse(data);
    if (!isTableEvent(event) || event.table !== table) return;
    waiting.push(event.id);
    timer ??= setTimeout(flush, gather);
  };
  const open = (): void => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('message', hear);
  };
  const close = (): void => {
    source?.close();
    source = undefined;
  };
  const look = (): void => {
    if (document.hidden) close();
    else if (source === undefined) {
      open();
      onreturn();
    }
  };
  if (!document.hidden) open();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(timer);
    close();
  };
};
