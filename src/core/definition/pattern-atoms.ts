/** A piece of a regular expression; `long` says of a repeat that it goes beyond ten times. */
export interface Atom {
  readonly kind: 'open' | 'close' | 'or' | 'repeat' | 'single';
  readonly text: string;
  readonly long: boolean;
}

const piece =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/** Cuts a valid regular expression (flag u) into pieces, in one pass. */
export const splitAtoms = (pattern: string): readonly Atom[] =>
  [...pattern.matchAll(piece)].map(([text]) => ({ kind: kindOf(text), text, long: isLong(text) }));

const kindOf = (text: string): Atom['kind'] => {
  if (text.startsWith('(')) return 'open';
  if (text === ')') return 'close';
  if (text === '|') return 'or';
  return /^(?:[*+?]\??|\{\d+(?:,\d*)?\}\??)$/.test(text) ? 'repeat' : 'single';
};

const isLong = (text: string): boolean => {
  if (/^[*+]\??$/.test(text)) return true;
  const counts = /^\{(\d+)(,?)(\d*)\}\??$/.exec(text);
  if (!counts) return false;
  return counts[2] === ',' && counts[3] === '' ? true : Number(counts[3] || counts[1]) > 10;
};
