import type { Change } from '#core/definition/change.ts';
import { fill } from './fill.ts';
import type { Messages } from './messages.ts';

/** The sentence for one difference between two definitions; types by their names. */
export const wordChange = ({ kind, params }: Pick<Change, 'kind' | 'params'>, messages: Messages): string => {
  const sentences: Readonly<Record<string, string>> = messages.change;
  const types: Readonly<Record<string, string>> = messages.fieldType;
  const named =
    kind === 'type-changed' ? Object.fromEntries(Object.entries(params).map(([key, name]) => [key, types[String(name)] ?? name])) : {};
  const template = Object.hasOwn(sentences, kind) ? sentences[kind] : undefined;
  return fill(template ?? kind, { ...params, ...named });
};
