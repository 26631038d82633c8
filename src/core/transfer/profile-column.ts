import { idKindOf, idText, isAnyId, type IdKind } from '#core/field/id-number.ts';
import { maxLongTextLength } from '#core/field/long-text.ts';
import { displayText, isBlank, isDateCell, isRoundedCell, plainText, type Cell } from '#core/transfer/cell.ts';
import { readYesNo } from '#core/transfer/parse-cell.ts';
import { isWholeDay, readDate } from '#core/transfer/read-date.ts';
import { decimalsOf, readNumber } from '#core/transfer/read-number.ts';
import * as shape from '#core/transfer/recognise.ts';

/** What a value was recognised as; a column counts each. */
export const kinds = [
  'serial',
  'email',
  'url',
  'phone',
  'plainly-phone',
  'mobile',
  'number-like-text',
  'date',
  'datetime',
  'yes-no',
  'percent',
  'money',
  'number',
  'name',
  'id-number',
] as const;
export type Kind = (typeof kinds)[number];

/** Everything the judgement of a column needs, gathered in one pass; plain data, so that a worker can hand it over. */
export interface ColumnProfile {
  filled: number;
  counts: Record<Kind, number>;
  /** Distinct texts with their counts; empty and `overflow` once there were too many to be options, names or regions. */
  distinct: Map<string, number>;
  overflow: boolean;
  samples: string[];
  longest: number;
  lineBreaks: number;
  digits: number;
  smallest: number;
  largest: number;
  /** Values seen a second time while distinct values were still counted. */
  repeats: number;
  /** Values longer than long text takes. */
  tooLong: number;
  /** Integers of more than 15 digits that a spreadsheet kept as numbers: their last digits are not the ones that were typed. */
  rounded: number;
  /** Of the kind `id-number`, by their check digits; `any`: all that a 证件号 of any kind takes. */
  ids: Record<IdKind | 'any', number>;
  serial: { prefix: string; minDigits: number; maxDigits: number; byDate: Record<(typeof shape.serialDates)[number], number> } | null;
}

const mostDistinct = 4000;
const warmUp = 400;

export const startProfile = (): ColumnProfile => ({
  filled: 0,
  counts: {
    serial: 0,
    email: 0,
    url: 0,
    phone: 0,
    'plainly-phone': 0,
    mobile: 0,
    'number-like-text': 0,
    date: 0,
    datetime: 0,
    'yes-no': 0,
    percent: 0,
    money: 0,
    number: 0,
    name: 0,
    'id-number': 0,
  },
  distinct: new Map(),
  overflow: false,
  samples: [],
  longest: 0,
  lineBreaks: 0,
  digits: 0,
  smallest: Infinity,
  largest: -Infinity,
  repeats: 0,
  tooLong: 0,
  rounded: 0,
  ids: { resident: 0, 'resident-15': 0, 'credit-code': 0, any: 0 },
  serial: null,
});

/** Counts one cell; blanks are not counted. A kind that fewer than half of the first 400 values showed is looked for no more. */
export const addToProfile = (profile: ColumnProfile, cell: Cell | undefined): void => {
  if (cell === undefined || isBlank(cell)) return;
  const seen = displayText(cell).trim();
  profile.filled += 1;
  noteText(profile, seen);
  if (isDateCell(cell)) noteMoment(profile, cell.date);
  else if (typeof cell === 'boolean') profile.counts['yes-no'] += 1;
  else if (typeof cell === 'number' || isOpen(profile)) noteShapes(profile, plainText(seen), typeof cell === 'number' ? cell : null);
};

/** Whether any kind is still looked for; one that was given up never comes back, so most columns of words are done early. */
const isOpen = ({ filled, counts }: ColumnProfile): boolean =>
  filled <= warmUp || kinds.some((kind) => counts[kind] * 2 >= filled - 1) || (counts.date + counts.datetime) * 2 >= filled - 1;

const noteText = (profile: ColumnProfile, seen: string): void => {
  if (seen.length > profile.longest) profile.longest = seen.length;
  if (seen.length > maxLongTextLength) profile.tooLong += 1;
  if (seen.includes('\n')) profile.lineBreaks += 1;
  if (profile.samples.length < 3 && !profile.samples.includes(seen)) profile.samples.push(seen);
  if (profile.overflow) return;
  const before = profile.distinct.get(seen) ?? 0;
  if (before > 0) profile.repeats += 1;
  profile.distinct.set(seen, before + 1);
  if (profile.distinct.size > mostDistinct) {
    profile.overflow = true;
    profile.distinct.clear();
  }
};

const noteMoment = (profile: ColumnProfile, date: string): void => {
  profile.counts[isWholeDay(date) ? 'date' : 'datetime'] += 1;
};

const noteShapes = (profile: ColumnProfile, text: string, number: number | null): void => {
  const { counts } = profile;
  const alive = (kind: Kind): boolean => profile.filled <= warmUp || counts[kind] * 2 >= profile.filled - 1;
  const note = (kind: Kind, holds: (text: string) => boolean): void => {
    if (alive(kind) && holds(text)) counts[kind] += 1;
  };
  if (alive('number') || alive('money') || alive('percent') || number !== null) noteNumber(profile, text, number);
  note('phone', shape.isPhone);
  note('plainly-phone', shape.isPlainlyPhone);
  note('mobile', shape.isMobile);
  if (isRoundedCell(number ?? text)) profile.rounded += 1;
  else if (alive('id-number')) noteId(profile, text);
  note('yes-no', (word) => word.length < 6 && readYesNo(word) !== null);
  if (number !== null) return;
  note('email', shape.isEmail);
  note('url', shape.isUrl);
  note('name', shape.isPersonName);
  if (alive('serial')) noteSerial(profile, text);
  if (profile.filled <= warmUp || (counts.date + counts.datetime) * 2 >= profile.filled - 1) {
    const date = readDate(text);
    if (date !== null) noteMoment(profile, date);
  }
};

const noteNumber = (profile: ColumnProfile, text: string, number: number | null): void => {
  const read = number === null ? readNumber(text) : { value: number, written: 'plain' as const, digits: decimalsOf(number) };
  if (read === null) return;
  profile.counts.number += 1;
  if (shape.isNumberLikeText(text)) profile.counts['number-like-text'] += 1;
  if (read.written !== 'plain') profile.counts[read.written] += 1;
  if (read.digits > profile.digits) profile.digits = read.digits;
  if (read.value < profile.smallest) profile.smallest = read.value;
  if (read.value > profile.largest) profile.largest = read.value;
};

const noteId = ({ counts, ids }: ColumnProfile, text: string): void => {
  if (text.length < 5 || text.length > 40) return;
  const number = idText(text);
  if (isAnyId(number)) ids.any += 1;
  const kind = idKindOf(number);
  if (kind === undefined) return;
  counts['id-number'] += 1;
  ids[kind] += 1;
};

const noteSerial = (profile: ColumnProfile, text: string): void => {
  const parts = shape.readSerialParts(text);
  if (parts === null) return;
  const { digits, prefix } = parts;
  profile.serial ??= { prefix, minDigits: digits.length, maxDigits: digits.length, byDate: { YYYYMMDD: 0, YYYYMM: 0, YYYY: 0 } };
  if (profile.serial.prefix !== prefix) return;
  profile.counts.serial += 1;
  profile.serial.minDigits = Math.min(profile.serial.minDigits, digits.length);
  profile.serial.maxDigits = Math.max(profile.serial.maxDigits, digits.length);
  for (const date of shape.serialDates) if (shape.beginsWithDate(digits, date)) profile.serial.byDate[date] += 1;
};
