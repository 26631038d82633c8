import { SvelteMap, SvelteSet } from 'svelte/reactivity';

export type UseCounts = Readonly<Record<string, number>>;

interface Group {
  readonly key: readonly unknown[];
  readonly value: number;
}

/** A choice is grouped by its id, a multi-choice by its list of ids. */
const countsOf = (groups: readonly Group[]): UseCounts => {
  const counts: Record<string, number> = {};
  for (const { key, value } of groups)
    for (const part of [key[0]].flat()) if (typeof part === 'string') counts[part] = (counts[part] ?? 0) + value;
  return counts;
};

/** How often each option of a field is used in the rows, asked for once when somebody looks. */
export class OptionUse {
  readonly #table: string;
  readonly #known = new SvelteMap<string, UseCounts>();
  readonly #asked = new SvelteSet<string>();

  constructor(table: string) {
    this.#table = table;
  }

  /** Undefined until the answer is here, or where it could not be had. */
  of(field: string): UseCounts | undefined {
    return this.#known.get(field);
  }

  async ask(field: string): Promise<void> {
    if (this.#asked.has(field)) return;
    this.#asked.add(field);
    try {
      const response = await fetch(`/api/v1/tables/${this.#table}/groups?by=${field}&measure=count`);
      if (!response.ok) return;
      const { groups }: { groups: readonly Group[] } = await response.json();
      this.#known.set(field, countsOf(groups));
    } catch {
      this.#asked.delete(field); // no network: asked again next time
    }
  }
}
