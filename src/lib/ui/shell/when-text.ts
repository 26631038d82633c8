import { addDays, localDay, localTime } from '#core/field/calendar.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';

/** Where and when a page was made: both sides of it must show the same words. */
export interface Clock {
  /** IANA zone of BIAOLI_TZ. */
  readonly zone: string;
  /** Milliseconds of UTC. */
  readonly now: number;
}

/** A moment for people: today and yesterday in words, `11-20 17:52` in this year, else the day. */
export const whenText = (moment: string, { zone, now }: Clock, { shell }: Pick<Messages, 'shell'>): string => {
  const [day = '', clock = ''] = localTime(Date.parse(moment), zone).split('T');
  const [today, time] = [localDay(now, zone), clock.slice(0, 5)];
  if (day === today) return fill(shell.todayAt, { time });
  if (day === addDays(today, -1)) return fill(shell.yesterdayAt, { time });
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${time}` : day;
};
