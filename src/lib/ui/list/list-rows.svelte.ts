import type { ListPage, ListRow } from './list-row.ts';

export interface RowsSource {
  readonly page: ListPage;
  /** Address of the rows of this list, with its query: `/t/customer/rows?…`. */
  readonly address: string;
}

/** The rows of one list as far as they have been scrolled to. */
export interface ListRows {
  readonly rows: readonly ListRow[];
  readonly regionWords: Readonly<Record<string, string>>;
  readonly complete: boolean;
  readonly state: 'idle' | 'loading' | 'failed';
  /** Rows that somebody changed a moment ago. */
  readonly fresh: ReadonlySet<string>;
  /** Appends the next page; does nothing while one is on its way. */
  more(): Promise<void>;
  /** Reads rows anew; those that no longer belong to the list leave it. Answers the ids that belong but are not in it. */
  refresh(ids: readonly string[]): Promise<readonly string[]>;
  drop(ids: readonly string[]): void;
}

export const listRows = ({ page, address }: RowsSource): ListRows => {
  let rows = $state.raw(page.rows);
  let next = $state.raw(page.next);
  let regionWords = $state.raw(page.regionWords);
  let state = $state.raw<ListRows['state']>('idle');
  let fresh = $state.raw<ReadonlySet<string>>(new Set());

  const ask = async (params: Readonly<Record<string, string>>): Promise<ListPage> => {
    const url = new URL(address, location.href);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`rows: ${response.status}`);
    return response.json();
  };

  return {
    get rows() {
      return rows;
    },
    get regionWords() {
      return regionWords;
    },
    get complete() {
      return next === null;
    },
    get state() {
      return state;
    },
    get fresh() {
      return fresh;
    },
    more: async () => {
      if (next === null || state === 'loading') return;
      state = 'loading';
      try {
        const got = await ask({ after: next });
        const known = new Set(rows.map((row) => row.id));
        rows = [...rows, ...got.rows.filter((row) => !known.has(row.id))];
        next = got.next;
        regionWords = { ...regionWords, ...got.regionWords };
        state = 'idle';
      } catch {
        state = 'failed'; // the list offers to try again
      }
    },
    refresh: async (ids) => {
      const got = await ask({ ids: ids.join(',') });
      const byId = new Map(got.rows.map((row) => [row.id, row]));
      const here = new Set(rows.map((row) => row.id));
      rows = rows.flatMap((row) => (ids.includes(row.id) ? (byId.get(row.id) ?? []) : row));
      regionWords = { ...regionWords, ...got.regionWords };
      fresh = new Set(byId.keys());
      return [...byId.keys()].filter((id) => !here.has(id));
    },
    drop: (ids) => {
      rows = rows.filter((row) => !ids.includes(row.id));
    },
  };
};
