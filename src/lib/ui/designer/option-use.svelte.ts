import { places } from '#ui/shell/places.ts';

export type UseCounts = Readonly<Record<string, number>>;

/** How often each option is used in the rows, asked for once when somebody looks. */
export class OptionUse {
  readonly #table: string;
  #known = $state.raw<Readonly<Record<string, UseCounts>>>({});
  #views = $state.raw<readonly (readonly string[])[]>([]);
  #isAsked = false;

  constructor(table: string) {
    this.#table = table;
  }

  /** Undefined until the answer is here, where it could not be had, and for a field that no row has yet. */
  of(field: string): UseCounts | undefined {
    return this.#known[field];
  }

  /** How many views that people keep for themselves filter by one of these options; 0 until the answer is here. */
  viewsNaming(field: string, ids: readonly string[]): number {
    return this.#views.filter((options) => ids.some((id) => options.includes(`${field}/${id}`))).length;
  }

  async ask(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      const response = await fetch(places.designUse(this.#table));
      if (!response.ok) return;
      const { options, views }: { options: Readonly<Record<string, UseCounts>>; views: readonly (readonly string[])[] } =
        await response.json();
      this.#known = options;
      this.#views = views;
    } catch {
      this.#isAsked = false; // no network: asked again next time
    }
  }
}
