import { fieldCheckModule } from '#core/compile/field-check.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';

/** The few parts of the validator's runtime that generated checks ask for, as they mean there (RFC 3339 dates, lengths in code points). */
const runtime: Readonly<Record<string, string>> = {
  'require("ajv/dist/runtime/ucs2length").default': '((text) => [...text].length)',
  'require("ajv/dist/runtime/equal").default': 'Object.is',
  'require("ajv-formats/dist/formats").fullFormats.date': '{ validate: isDate }',
  'require("ajv-formats/dist/formats").fullFormats["date-time"]': '{ validate: isDateTime }',
};

const helpers = `
const isDate = (text) => {
  const match = /^(\\d{4})-(\\d\\d)-(\\d\\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
};
const isTime = (text) => {
  const match = /^(\\d\\d):(\\d\\d):(\\d\\d(?:\\.\\d+)?)(z|([+-])(\\d\\d)(?::?(\\d\\d))?)$/i.exec(text);
  if (!match) return false;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const sign = match[5] === '-' ? -1 : 1;
  const [zoneHour, zoneMinute] = [Number(match[6] ?? 0), Number(match[7] ?? 0)];
  if (zoneHour > 23 || zoneMinute > 59) return false;
  if (hour <= 23 && minute <= 59 && second < 60) return true;
  const utcMinute = minute - zoneMinute * sign;
  const utcHour = hour - zoneHour * sign - (utcMinute < 0 ? 1 : 0);
  return (utcHour === 23 || utcHour === -1) && (utcMinute === 59 || utcMinute === -1) && second < 61;
};
const isDateTime = (text) => {
  const parts = text.split(/t|\\s/i);
  return parts.length === 2 && isDate(parts[0]) && isTime(parts[1]);
};
`;

/** The checks of a table as one module without imports, for a browser whose policy forbids eval. */
export const browserCheckModule = (table: CompiledTable): string => {
  const source = Object.entries(runtime).reduce((text, [asked, given]) => text.replaceAll(asked, given), fieldCheckModule(table));
  const open = /require\([^)]*\)[^;]*/.exec(source);
  if (open) throw new Error(`the validator asks for an unknown part of its runtime: ${open[0]}`);
  return source.replace('"use strict";', helpers);
};
