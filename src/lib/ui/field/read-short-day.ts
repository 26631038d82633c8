import { addDays, isDay } from '#core/field/calendar.ts';
import { readDay } from '#core/field/date-words.ts';

const words: Readonly<Record<string, number>> = {
  前天: -2,
  昨天: -1,
  今天: 0,
  明天: 1,
  后天: 2,
  昨日: -1,
  今日: 0,
  明日: 1,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
};

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** A day as it is typed in a form, nearer than in a file: 今天, 11-24, 11月24日, 24日, 26-11-24 as well as every full spelling. */
export const readShortDay = (source: string, today: string): string | undefined => {
  const text = source.normalize('NFKC').trim().toLowerCase();
  if (Object.hasOwn(words, text)) return addDays(today, words[text] ?? 0);
  const full = readDay(text);
  if (full !== undefined) return full;
  const short =
    /^(?<year>\d{2})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/.exec(text) ??
    /^(?<month>\d{1,2})[-/.月](?<day>\d{1,2})[日号]?$/.exec(text) ??
    /^(?<day>\d{1,2})[日号]$/.exec(text);
  if (short?.groups === undefined) return undefined;
  const { year, month, day } = short.groups;
  const found = `${year === undefined ? today.slice(0, 4) : `20${year}`}-${month === undefined ? today.slice(5, 7) : two(month)}-${two(day)}`;
  return isDay(found) ? found : undefined;
};

/** A moment as it is typed: a day in any spelling, then a time such as 14:30, 9点, 下午2:30 or 2pm. Answers `YYYY-MM-DDTHH:mm:ss`. */
export const readShortTime = (source: string, today: string): string | undefined => {
  const text = source.normalize('NFKC').trim().toLowerCase();
  const match =
    /^(?<day>.*?)\s*t?\s*(?<half>上午|下午|晚上|中午)?\s*(?<hour>\d{1,2})\s*(?:[:点时]\s*(?<minute>\d{1,2})?\s*(?:[:分]\s*(?<second>\d{1,2})?\s*秒?)?\s*(?<clock>am|pm)?|(?<bare>am|pm))$/.exec(
      text,
    );
  const day = readShortDay(match?.groups?.['day'] || (match === null ? text : '今天'), today);
  if (day === undefined) return undefined;
  const { half, hour = '0', minute = '0', second = '0', clock, bare } = match?.groups ?? {};
  const late = /下午|晚上|中午|pm/.test(`${half ?? ''}${clock ?? ''}${bare ?? ''}`);
  const hours = (Number(hour) % (late ? 12 : 24)) + (late ? 12 : 0);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${day}T${two(String(hours))}:${two(minute)}:${two(second)}`;
};
