/** A day is `YYYY-MM-DD` everywhere; arithmetic goes through UTC midnight so that no zone can move it. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
};

const daysOf = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

export const addDays = (day: string, days: number): string => {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return Math.abs(time) < 8.64e15 && time >= -62_167_219_200_000 ? new Date(time).toISOString().slice(0, 10) : day;
};

/** Whole days from `from` to `to`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(zone, made);
  return made;
};

/** A UTC moment (milliseconds) as local `YYYY-MM-DDTHH:mm:ss` of the zone. */
export const localTime = (moment: number, zone: string): string => {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${(parts['year'] ?? '').padStart(4, '0')}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
};

export const localDay = (moment: number, zone: string): string => localTime(moment, zone).slice(0, 10);

/** The UTC moment (milliseconds) of a local time `YYYY-MM-DDTHH:mm:ss`; in a gap of summer time the later offset wins. */
export const momentOf = (local: string, zone: string): number => {
  const asUtc = Date.parse(`${local}Z`);
  const offset = (moment: number) => Date.parse(`${localTime(moment, zone)}Z`) - moment;
  const first = asUtc - offset(asUtc);
  return asUtc - offset(first);
};

export interface DaySpan {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

/** The week (from Monday), month, quarter or year that holds a day. */
export const periodOf = (day: string, period: 'week' | 'month' | 'quarter' | 'year'): DaySpan => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = (y: number, m: number) =>
    `${String(y + Math.floor((m - 1) / 12)).padStart(4, '0')}-${String(((m - 1) % 12) + 1).padStart(2, '0')}-01`;
  if (period === 'year') return { from: first(year, 1), to: first(year + 1, 1) };
  if (period === 'month') return { from: first(year, month), to: first(year, month + 1) };
  if (period === 'quarter') {
    const start = month - ((month - 1) % 3);
    return { from: first(year, start), to: first(year, start + 3) };
  }
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { from: addDays(day, -weekday), to: addDays(day, 7 - weekday) };
};
