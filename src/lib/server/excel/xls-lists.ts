import * as spreadsheet from 'xlsx';
import { displayText, type Cell } from '#core/transfer/cell.ts';
import { mostColumns, type ColumnList } from '#server/excel/sheet-source.ts';

/** The part of the compound file reader that is used here; the library itself types it as anything. */
interface CompoundFiles {
  read(bytes: Buffer, options: { type: 'buffer' }): object;
  find(file: object, path: string): { readonly content?: ArrayLike<number> } | null;
}

type SheetValues = (sheet: string) => readonly (readonly Cell[])[];

interface Area {
  readonly sheet: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What the workbook part of the stream tells: sheets by place, sheets by reference, formulas of defined names. */
interface Globals {
  readonly sheets: { readonly name: string; readonly offset: number }[];
  readonly references: number[];
  readonly names: Buffer[];
}

interface BiffRecord {
  readonly type: number;
  readonly at: number;
  readonly data: Buffer;
}

const kinds = { start: 0x0809, sheet: 0x0085, references: 0x0017, name: 0x0018, validation: 0x01be } as const;
const mostRules = 20_000;
const mostWords = 500;
const mostListRows = 5000;

function* records(stream: Buffer): Generator<BiffRecord> {
  for (let at = 0; at + 4 <= stream.length;) {
    const length = stream.readUInt16LE(at + 2);
    yield { type: stream.readUInt16LE(at), at, data: stream.subarray(at + 4, at + 4 + length) };
    at += 4 + length;
  }
}

const characters = (data: Buffer, at: number, count: number): { readonly text: string; readonly next: number } => {
  const wide = ((data[at] ?? 0) & 1) === 1;
  const next = at + 1 + count * (wide ? 2 : 1);
  return { text: data.toString(wide ? 'utf16le' : 'latin1', at + 1, next), next };
};

const noteGlobal = ({ type, data }: BiffRecord, globals: Globals): void => {
  if (type === kinds.sheet) globals.sheets.push({ name: characters(data, 7, data[6] ?? 0).text, offset: data.readUInt32LE(0) });
  if (type === kinds.references) {
    for (let at = 2; at + 6 <= data.length; at += 6) globals.references.push(data.readInt16LE(at + 2));
  }
  if (type === kinds.name) {
    const { next } = characters(data, 14, data[3] ?? 0);
    globals.names.push(data.subarray(next, next + data.readUInt16LE(4)));
  }
};

/** Where a rule stands, and what its formula may speak of. */
interface Place {
  readonly sheet: string;
  readonly globals: Globals;
  readonly values: SheetValues;
}

/** Formula tokens of a list: a text, an area here or on another sheet, a defined name; computed ones are not resolved. */
const wordsOf = (tokens: Buffer, place: Place): readonly string[] => {
  const { sheet, globals, values } = place;
  const token = tokens.length === 0 ? 0 : tokens.readUInt8(0);
  const kind = token & 0x1f;
  if (token === 0x17) return characters(tokens, 2, tokens.readUInt8(1)).text.split('\0');
  if (token < 0x20) return [];
  if (kind === 0x03 && tokens.length >= 3) {
    const named = globals.names[tokens.readUInt16LE(1) - 1];
    return named === undefined || (named[0] ?? 0) % 0x20 === 3 ? [] : wordsOf(named, place);
  }
  if (kind === 0x05 && tokens.length === 9) return areaWords(areaAt(tokens, 1, sheet), values);
  if (kind !== 0x1b || tokens.length !== 11) return [];
  const other = globals.sheets[globals.references[tokens.readUInt16LE(1)] ?? -1]?.name;
  return other === undefined ? [] : areaWords(areaAt(tokens, 3, other), values);
};

const areaAt = (tokens: Buffer, at: number, sheet: string): Area => ({
  sheet,
  top: tokens.readUInt16LE(at),
  bottom: tokens.readUInt16LE(at + 2),
  left: tokens.readUInt16LE(at + 4) & 0xff,
  right: tokens.readUInt16LE(at + 6) & 0xff,
});

const areaWords = ({ sheet, top, bottom, left, right }: Area, values: SheetValues): readonly string[] =>
  values(sheet)
    .slice(top, Math.min(bottom, top + mostListRows) + 1)
    .flatMap((row) => row.slice(left, right + 1).map((cell) => displayText(cell)));

interface Rule {
  readonly tokens: Buffer;
  readonly columns: readonly number[];
}

const readRule = (data: Buffer): Rule | null => {
  if ((data.readUInt32LE(0) & 0xf) !== 3) return null;
  let at = 4;
  for (let text = 0; text < 4; text += 1) at = characters(data, at + 2, data.readUInt16LE(at)).next;
  const tokens = data.subarray(at + 4, at + 4 + data.readUInt16LE(at));
  at += 4 + tokens.length;
  at += 4 + data.readUInt16LE(at);
  const columns = new Set<number>();
  const count = Math.min(data.readUInt16LE(at), Math.floor((data.length - at - 2) / 8));
  for (let range = 0; range < count; range += 1) {
    const last = Math.min(data.readUInt16LE(at + 8 + range * 8), mostColumns - 1);
    for (let column = data.readUInt16LE(at + 6 + range * 8); column <= last; column += 1) columns.add(column);
  }
  return { tokens, columns: [...columns] };
};

const soundRule = (data: Buffer): Rule | null => {
  try {
    return readRule(data);
  } catch (error) {
    if (error instanceof RangeError) return null; // a damaged rule costs only its list
    throw error;
  }
};

/** The dropdown lists of an old xls by sheet; the library that reads its cells does not read them. */
export const readXlsLists = (bytes: Buffer, values: SheetValues): ReadonlyMap<string, readonly ColumnList[]> => {
  const compound: CompoundFiles = spreadsheet.CFB;
  const lists = new Map<string, readonly ColumnList[]>();
  if (bytes.readUInt32LE(0) !== 0xe011cfd0) return lists;
  const file = compound.read(bytes, { type: 'buffer' });
  const content = (compound.find(file, '/Workbook') ?? compound.find(file, '/Book'))?.content;
  if (content === undefined) return lists;
  const globals: Globals = { sheets: [], references: [], names: [] };
  let sheet = '';
  let rules = 0;
  for (const record of records(Buffer.from(content))) {
    noteGlobal(record, globals);
    if (record.type === kinds.start) sheet = globals.sheets.find(({ offset }) => offset === record.at)?.name ?? sheet;
    if (record.type !== kinds.validation || (rules += 1) > mostRules) continue;
    const rule = soundRule(record.data);
    if (rule !== null)
      lists.set(
        sheet,
        addLists(lists.get(sheet) ?? [], rule, (tokens) => wordsOf(tokens, { sheet, globals, values })),
      );
  }
  return lists;
};

const addLists = (known: readonly ColumnList[], rule: Rule, resolve: (tokens: Buffer) => readonly string[]): readonly ColumnList[] => {
  const open = rule.columns.filter((column) => !known.some((list) => list.column === column));
  if (open.length === 0) return known;
  const words = [
    ...new Set(
      resolve(rule.tokens)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  ];
  if (words.length === 0 || words.length > mostWords) return known;
  return [...known, ...open.map((column) => ({ column, words }))];
};
