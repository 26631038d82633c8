export interface TableEvent {
  readonly table: string;
  readonly id: string;
  readonly kind: string;
}

const isTableEvent = (value: unknown): value is TableEvent =>
  typeof value === 'object' && value !== null && 'table' in value && 'id' in value && typeof value.id === 'string';

const gather = 200;

/** Hears of changes of a table's rows, gathered for a moment so that an import is one call; answers the function that ends it. */
export const listenToTable = (table: string, onchange: (ids: readonly string[]) => void): (() => void) => {
  const source = new EventSource('/api/v1/events');
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    onchange([...waiting]);
    waiting = new Set();
  };
  const hear = ({ data }: MessageEvent<string>): void => {
    const event: unknown = JSON.parse(data);
    if (!isTableEvent(event) || event.table !== table) return;
    waiting.add(event.id);
    timer ??= setTimeout(flush, gather);
  };
  source.addEventListener('message', hear);
  return () => {
    clearTimeout(timer);
    source.close();
  };
};
