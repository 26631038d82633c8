import { isDay } from '#core/field/calendar.ts';

const two = (text: string): string => text.padStart(2, '0');

/** Reads a day in the spellings people use: 2024-5-1 · 2024/05/01 · 2024.5.1 · 20240501 · 2024年5月1日. Undefined when it is none or not in the calendar. */
export const readDay = (source: string): string | undefined => {
  const text = source
    .normalize('NFKC')
    .trim()
    .replace(/[T ]\s*0{1,2}:00(?::00(?:\.0+)?)?Z?$/, '');
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const day = `${match[1]}-${two(match[2] ?? '')}-${two(match[3] ?? '')}`;
  return isDay(day) ? day : undefined;
};

/** Reads a local time such as `2024-5-1 9:30` or `2024年5月1日 9时30分`; answers `YYYY-MM-DDTHH:mm:ss`. A day alone means its midnight. */
export const readLocalTime = (source: string): string | undefined => {
  const text = source.normalize('NFKC').trim();
  const match = /^(.*?)[T\s]\s*(\d{1,2})\s*[:时]\s*(\d{1,2})\s*(?:[:分]\s*(?:(\d{1,2})(?:\.\d+)?\s*秒?)?)?$/.exec(text);
  const day = readDay(match?.[1] ?? text);
  if (day === undefined) return undefined;
  const [hour, minute, second] = [match?.[2] ?? '0', match?.[3] ?? '0', match?.[4] ?? '0'];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}`;
};
