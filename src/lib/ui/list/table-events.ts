export interface TableEvent {
  readonly table: string;
  /** Absent where something befell the whole table. */
  readonly id?: string;
  readonly kind: string;
}

const isTableEvent = (value: unknown): value is TableEvent =>
  typeof value === 'object' && value !== null && 'table' in value && 'kind' in value && typeof value.kind === 'string';

const gather = 200;

/** What a listener is told: rows that changed, that it was away and may have missed some, that another revision counts now. */
export interface TableListener {
  readonly onchange?: (ids: readonly string[]) => void;
  readonly onreturn?: () => void;
  readonly onrevision?: () => void;
}

type Ear = Required<Pick<TableListener, 'onreturn'>> & { readonly hear: (event: TableEvent) => void };

/** Everybody of this page who listens: they share one connection, of which a browser has six for all tabs. */
const ears = new Set<Ear>();
let source: EventSource | undefined;

const open = (): void => {
  source = new EventSource('/api/v1/events');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const event: unknown = JSON.parse(data);
    if (isTableEvent(event)) for (const ear of ears) ear.hear(event);
  });
};
const close = (): void => {
  source?.close();
  source = undefined;
};
/** A tab out of sight lets go of the connection. */
const look = (): void => {
  if (document.hidden) close();
  else if (source === undefined && ears.size > 0) {
    open();
    for (const ear of ears) ear.onreturn();
  }
};

const join = (ear: Ear): (() => void) => {
  ears.add(ear);
  if (ears.size === 1) document.addEventListener('visibilitychange', look);
  if (!document.hidden && source === undefined) open();
  return () => {
    ears.delete(ear);
    if (ears.size > 0) return;
    document.removeEventListener('visibilitychange', look);
    close();
  };
};

/** Kinds after which a person may work under another revision. */
const revisionKinds: readonly string[] = ['publish', 'rollback', 'trial'];

/** Hears of changes of a table, those of rows gathered for a moment so that an import is one call. Answers the function that ends it. */
export const listenToTable = (table: string, { onchange, onreturn, onrevision }: TableListener): (() => void) => {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    onchange?.([...new Set(waiting)]);
    waiting = [];
  };
  const leave = join({
    hear: (event) => {
      if (event.table !== table) return;
      if (event.id === undefined || event.id === '') {
        if (revisionKinds.includes(event.kind)) onrevision?.();
      } else if (onchange) {
        waiting.push(event.id);
        timer ??= setTimeout(flush, gather);
      }
    },
    onreturn: () => onreturn?.(),
  });
  return () => {
    clearTimeout(timer);
    leave();
  };
};
