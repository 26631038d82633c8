import { answers, wantsUnset, type Demand, type Literal } from '#core/condition/literal.ts';
import { comparableText, foldAscii, listOf } from '#core/condition/operand.ts';

/** Whether a text can answer: one of those named where one is asked for, else any that no two demands exclude. */
export const someText = (demand: Demand): boolean => {
  if (wantsUnset(demand)) return false;
  const exact = demand.literals.find(isExact);
  if (exact) return listOf(exact.leaf.value).some((operand) => answers(String(operand), demand));
  const parts = demand.literals.flatMap((literal) => partOf(literal, demand));
  const [wanted, unwanted] = [parts.filter((part) => part.wanted), parts.filter((part) => !part.wanted)];
  if (wanted.some(({ text }) => text === '')) return false;
  const starts = wanted.filter(({ op }) => op === 'starts').map(({ text }) => text);
  const longest = starts.toSorted((one, other) => other.length - one.length)[0] ?? '';
  if (starts.some((text) => !longest.startsWith(text))) return false;
  return !unwanted.some(({ op, text }) =>
    op === 'starts' ? text !== '' && longest.startsWith(text) : text !== '' && wanted.some((part) => part.text.includes(text)),
  );
};

/** Names the texts that may be: is, any-of, and a denied is-not. */
const isExact = ({ leaf, wanted }: Literal): boolean =>
  leaf.op === 'is-not' ? !wanted : wanted && (leaf.op === 'is' || leaf.op === 'any-of');

interface Part {
  readonly op: 'starts' | 'contains';
  readonly text: string;
  readonly wanted: boolean;
}

const partOf = ({ leaf, wanted }: Literal, { field }: Demand): readonly Part[] =>
  leaf.op === 'starts' || leaf.op === 'contains'
    ? [{ op: leaf.op, text: foldAscii(comparableText(field, String(leaf.value))), wanted }]
    : [];

/** Whether a list of options can answer: what has to be in it is not what must not be. */
export const someList = (demand: Demand): boolean => {
  if (wantsUnset(demand)) return false;
  const idsOf = (op: string, wanted: boolean): readonly (readonly string[])[] =>
    demand.literals
      .filter(({ leaf, wanted: asked }) => leaf.op === op && asked === wanted)
      .map(({ leaf }) => listOf(leaf.value).map(String));
  const forbidden = new Set(idsOf('has-any', false).flat());
  const needed = new Set(idsOf('has-all', true).flat());
  const choices = idsOf('has-any', true).map((ids) => ids.filter((id) => !forbidden.has(id)));
  for (const [only, ...others] of choices) if (only !== undefined && others.length === 0) needed.add(only);
  return (
    choices.every((ids) => ids.length > 0) &&
    [...needed].every((id) => !forbidden.has(id)) &&
    idsOf('has-all', false).every((ids) => ids.some((id) => !needed.has(id)))
  );
};
