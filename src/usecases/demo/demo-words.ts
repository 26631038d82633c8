import type { Role } from '#core/definition/definition.ts';

/** What the demonstration is made of (schemas/demo/words.json). */
export interface DemoWords {
  readonly people: readonly { readonly email: string; readonly name: string; readonly role: Role; readonly team: string }[];
  readonly places: readonly string[];
  readonly firsts: readonly string[];
  /** Trade in a firm's name, by option of `industry`. */
  readonly trades: Readonly<Record<string, string>>;
  readonly ending: string;
  readonly surnames: readonly string[];
  readonly givens: readonly string[];
  readonly makers: readonly string[];
  readonly needs: readonly string[];
  readonly summaries: readonly string[];
  readonly steps: readonly string[];
  readonly feedbacks: readonly string[];
  readonly products: readonly string[];
  readonly others: readonly string[];
}
