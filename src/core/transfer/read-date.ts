import { plainText } from '#core/transfer/cell.ts';

const spelled = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(.+))?$/i;
const run = /^(\d{4})(\d{2})(\d{2})$/;
const clock =
  /^(上午|下午|am|pm)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*(?:[:分]\s*(?:(\d{1,2})(?:\.\d{1,9})?\s*秒?)?)?\s*(am|pm)?\s*(z|[+-]\d{2}:?\d{2})?$/i;

const two = (value: number): string => String(value).padStart(2, '0');

/** Whether such a day was or will be; years 1800 to 2999. */
export const isDay = (year: number, month: number, day: number): boolean => {
  if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

const readClock = (text: string): string | null => {
  const match = clock.exec(text.trim());
  if (match === null) return null;
  const half = (match[1] ?? match[5] ?? '').toLowerCase();
  const hour = Number(match[2]);
  const afternoon = (half === '下午' || half === 'pm') && hour < 12;
  const hours = afternoon ? hour + 12 : (half === '上午' || half === 'am') && hour === 12 ? 0 : hour;
  const [minutes, seconds] = [Number(match[3]), Number(match[4] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${(match[6] ?? '').toUpperCase()}`;
};

/**
 * 2024-05-01, 2024/5/1, 2024.5.1, 2024年5月1日, with or without a time (a zone, where written, stays). Digits without any sign between them count only when
 * `runTogether` says that the column is a date. Day and month without a year, and 5/1/2024, could mean two days: null.
 */
export const readDate = (text: string, runTogether = false): string | null => {
  const plain = plainText(text);
  const match = spelled.exec(plain) ?? (runTogether ? run.exec(plain) : null);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!isDay(year, month, day)) return null;
  const date = `${String(year)}-${two(month)}-${two(day)}`;
  const rest = match[4]?.trim() ?? '';
  if (rest === '') return date;
  const time = readClock(rest);
  return time === null ? null : `${date}T${time}`;
};

const dayMilliseconds = 86_400_000;

/** An Excel serial number as `YYYY-MM-DD` or with a time; null outside 1900–9999. `from1904` for workbooks made on old Macs. */
export const dateOfSerial = (serial: number, from1904 = false): string | null => {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (!Number.isFinite(days) || days < 1 || days >= 2_958_466) return null;
  const moment = new Date(Math.round(((days - 25_569) * dayMilliseconds) / 1000) * 1000).toISOString();
  return moment.slice(11, 19) === '00:00:00' ? moment.slice(0, 10) : moment.slice(0, 19);
};

/** True where the date carries no time or midnight of no zone. */
export const isWholeDay = (date: string): boolean => date.length === 10 || /T00:00:00$/.test(date);
