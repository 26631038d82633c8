import type { OptionSet as SharedSet } from '#core/definition/option-set.ts';

/** A shared list of options, with where it is used in words: 客户信息总表 · 所属行业. */
export interface OptionSet extends SharedSet {
  readonly uses: readonly string[];
}

let asked: Promise<readonly OptionSet[]> | undefined;

const ask = async (): Promise<readonly OptionSet[]> => {
  try {
    const response = await fetch('/api/v1/option-sets');
    if (!response.ok) return [];
    const body: { readonly sets: readonly OptionSet[] } = await response.json();
    return body.sets;
  } catch {
    asked = undefined; // no network: asked again next time
    return [];
  }
};

/** The shared sets, asked for once a page. */
export const loadOptionSets = (): Promise<readonly OptionSet[]> => (asked ??= ask());
