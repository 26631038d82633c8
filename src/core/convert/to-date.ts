import { clean, failing, lossy, type Conversions } from '#core/convert/conversion.ts';
import { localDay } from '#core/field/calendar.ts';
import { readDay, readLocalTime } from '#core/field/date-words.ts';

/** The day; a time of day is lost. */
export const toDate: Conversions = ({ words }, _to, { zone }) => {
  const day = readDay(words);
  if (day !== undefined) return clean(day);
  const local = readLocalTime(words);
  if (local !== undefined) return lossy(local.slice(0, 10));
  const moment = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(words.trim()) ? Date.parse(words) : Number.NaN;
  return Number.isNaN(moment) ? failing : lossy(localDay(moment, zone));
};
