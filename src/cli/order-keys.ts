const first = [
  'biaoli',
  'key',
  'title',
  'x-en',
  'description',
  'record',
  'layout',
  'views',
  'reminders',
  'access',
  'type',
  'x-type',
  'format',
  'readOnly',
  'default',
  'x-default',
  'const',
  'x-color',
  'deprecated',
  'x-replaced-by',
  'x-other-option',
];
const rank = new Map(first.map((key, at) => [key, at]));

/** The same JSON with its keywords in one order, so that versions of a file differ only where they do. Fields keep theirs: it is what people see. */
export const orderKeys = (part: unknown, isFields = false): unknown => {
  if (Array.isArray(part)) return part.map((item: unknown) => orderKeys(item));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part);
  const sorted = isFields ? entries : entries.sort(([one], [other]) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([key, value]) => [key, orderKeys(value, !isFields && (key === 'properties' || key === 'x-removed'))]),
  );
};

const rankOf = (key: string): number => rank.get(key) ?? first.length;
