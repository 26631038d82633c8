import { places } from '#ui/shell/places.ts';

export type UseCounts = Readonly<Record<string, number>>;

/** How often each option is used in the rows, asked for once when somebody looks. */
export class OptionUse {
  readonly #table: string;
  #known = $state.raw<Readonly<Record<string, UseCounts>>>({});
  #isAsked = false;

  constructor(table: string) {
    this.#table = table;
  }

  /** Undefined until the answer is here, where it could not be had, and for a field that no row has yet. */
  of(field: string): UseCounts | undefined {
    return this.#known[field];
  }

  async ask(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      const response = await fetch(places.designUse(this.#table));
      if (!response.ok) return;
      const { options }: { options: Readonly<Record<string, UseCounts>> } = await response.json();
      this.#known = options;
    } catch {
      this.#isAsked = false; // no network: asked again next time
    }
  }
}
