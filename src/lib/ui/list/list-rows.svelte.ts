import type { ListPage } from './list-row.ts';
import { appendRows, missingIds, replaceRows } from './merge-rows.ts';

/** Rows that one request names at most. */
const asked = 100;

/** The rows of one list as far as they have been scrolled to. */
export class ListRows {
  readonly #address: string;
  #page = $state.raw<ListPage>({ rows: [], next: null, regionWords: {} });
  #state = $state.raw<'idle' | 'loading' | 'failed'>('idle');
  #fresh = $state.raw<readonly string[]>([]);

  /** `address` is that of the rows of this list, with its query: `/t/customer/rows?…`. */
  constructor(page: ListPage, address: string) {
    this.#page = page;
    this.#address = address;
  }

  get rows() {
    return this.#page.rows;
  }

  get regionWords() {
    return this.#page.regionWords;
  }

  get isComplete() {
    return this.#page.next === null;
  }

  /** A search ran out of time; going on is a person's choice. */
  get isUnfinished() {
    return this.#page.unfinished === true;
  }

  get state() {
    return this.#state;
  }

  /** Ids of rows that somebody changed a moment ago. */
  get fresh() {
    return this.#fresh;
  }

  /** Appends the next page; does nothing while one is on its way. */
  async more(): Promise<void> {
    const { next } = this.#page;
    if (next === null || this.#state === 'loading') return;
    this.#state = 'loading';
    try {
      const got = await this.#ask({ after: next });
      this.#page = { ...got, rows: appendRows(this.rows, got.rows), regionWords: { ...this.regionWords, ...got.regionWords } };
      this.#state = 'idle';
    } catch {
      this.#state = 'failed'; // the list offers to try again
    }
  }

  /**
   * Reads rows anew; those that no longer belong to the list leave it. Answers the ids that belong but are not in it; `atTop` puts
   * these first, wherever the order would have them: what somebody has just made must not be looked for.
   */
  async refresh(ids: readonly string[], atTop = false): Promise<readonly string[]> {
    const got = await this.#askAll(ids);
    const missing = missingIds(this.rows, got.rows);
    const first = atTop ? got.rows.filter((row) => missing.includes(row.id)) : [];
    const rows = [...first, ...replaceRows(this.rows, ids, got.rows)];
    this.#page = { ...this.#page, rows, regionWords: { ...this.regionWords, ...got.regionWords } };
    this.#fresh = got.rows.map((row) => row.id);
    return atTop ? [] : missing;
  }

  async #askAll(ids: readonly string[]): Promise<ListPage> {
    const pages: ListPage[] = [];
    for (let at = 0; at < ids.length; at += asked) pages.push(await this.#ask({ ids: ids.slice(at, at + asked).join(',') }));
    return {
      rows: pages.flatMap((page) => page.rows),
      next: null,
      regionWords: Object.assign({}, ...pages.map((page) => page.regionWords)),
    };
  }

  async #ask(params: Readonly<Record<string, string>>): Promise<ListPage> {
    const query = new URLSearchParams(params).toString();
    const response = await fetch(`${this.#address}${this.#address.includes('?') ? '&' : '?'}${query}`);
    if (!response.ok) throw new Error(`rows: ${response.status}`);
    return response.json();
  }
}
