import type { Value } from '#core/definition/definition.ts';
import { localTime } from '#core/field/calendar.ts';

/** A UTC moment as `YYYY-MM-DD HH:mm` of the zone, with seconds only where there are some; a text that is no moment stays as it is. */
export const momentText = (value: Value, zone: string): string => {
  if (typeof value !== 'string') return '';
  if (!value.endsWith('Z') || Number.isNaN(Date.parse(value))) return value;
  return localTime(Date.parse(value), zone).replace('T', ' ').replace(/:00$/, '');
};
