import type { Definition } from '#core/definition/definition.ts';
import {
  findDuplicate,
  findEmpty,
  findErrorSpot,
  findFeedback,
  findFrequentOther,
  findNeverShown,
  findStale,
  findUnusedOptions,
  type FieldScene,
} from '#core/review/find-facts.ts';
import { findingKinds, type Finding } from '#core/review/finding.ts';
import type { ReviewFacts } from '#core/review/review-facts.ts';

/**
 * Everything in the facts that is worth a decision, and nothing else. A field that hardly anybody fills is told once, not again for being
 * old, unshown or the spare of a pair. `help`: sentences by problem code that a field's help may end with, in the language of the table.
 */
export const findingsOf = (facts: ReviewFacts, definition: Definition, help: Readonly<Record<string, string>>): readonly Finding[] => {
  const byKey = new Map(facts.fields.map((field) => [field.key, field]));
  const found = facts.fields.flatMap((field): readonly (Finding | undefined)[] => {
    const schema = definition.record.properties[field.key];
    if (schema === undefined) return []; // the text beside 其他 is judged with its choice
    const scene: FieldScene = { facts, definition, field, schema };
    const spare = findEmpty(scene) ?? findStale(scene) ?? findNeverShown(scene);
    const other = byKey.get(`${field.key}_other`);
    return [spare, findFrequentOther(scene, other), findUnusedOptions(scene), findErrorSpot(scene, help), findFeedback(scene)];
  });
  const spares = new Set(found.flatMap((finding) => (finding !== undefined && isSpare(finding) ? [finding.field] : [])));
  const pairs = facts.pairs
    .filter(({ first, second }) => !spares.has(first) && !spares.has(second))
    .map((pair) => findDuplicate({ facts, definition }, pair));
  return [...found, ...pairs]
    .filter((finding) => finding !== undefined)
    .sort((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
};

const isSpare = ({ kind }: Finding): boolean => kind === 'empty-field' || kind === 'stale-field' || kind === 'never-shown';
