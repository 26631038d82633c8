import { isDay } from '#core/transfer/read-date.ts';

/** Shapes of single values. Each accepts at most what the field type of that name accepts, so a proposal never refuses what it counted. */
const emailShape = /^[^\s@"<>()[\],;:\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,10}\p{L}{2,63}$/u;
const urlShape = /^https?:\/\/[^\s<>"]{3,2000}$/i;
const bareUrlShape = /^www\.[\w-]+(\.[\w-]+)+(\/[^\s<>"]*)?$/i;
const phoneShape = /^(?=.{5,25}$)\+?[0-9+()# -]*[0-9](?:\s*(?:转|ext\.?|EXT\.?|#)\s*[0-9]{1,8})?$/;
const mobileShape = /^(?:\+?86[- ]?)?1[3-9]\d{9}$/;
const landlineShape = /^(?:0\d{2,3}[- ]?)?[2-9]\d{6,7}(?:\s*(?:转|-|#|ext)\s*\d{1,6})?$/;
const fourHundred = /^[48]00[- ]?\d{3}[- ]?\d{4}$/;
const signedGroups = /^\+?(?:\(\d{1,5}\)|\d{1,5})(?:[ -]?\(?\d{2,5}\)?){1,5}(?:\s*(?:转|ext|#)\s*\d{1,8})?$/i;

export const isEmail = (text: string): boolean => emailShape.test(text);
export const isUrl = (text: string): boolean => urlShape.test(text) || bareUrlShape.test(text);
/** What the phone type takes: digits and the usual signs, 5–25 characters. */
export const isPhone = (text: string): boolean => phoneShape.test(text) && text.replaceAll(/\D/g, '').length >= 5;
/** Phones that need no title to be told from other numbers: Chinese mobile and fixed lines, 400 numbers, groups written with signs. */
export const isPlainlyPhone = (text: string): boolean =>
  mobileShape.test(text) || fourHundred.test(text) || isFixedLine(text) || isGrouped(text);
export const isMobile = (text: string): boolean => mobileShape.test(text);

const isFixedLine = (text: string): boolean => landlineShape.test(text) && /^0|[-转#]/.test(text);

const isGrouped = (text: string): boolean => {
  if (!signedGroups.test(text) || !isPhone(text)) return false;
  const digits = text.replaceAll(/\D/g, '').length;
  return digits >= 10 && digits <= 18 && /[ ()+-]/.test(text);
};

/** Digits that a number would spoil: leading zeros, or more of them than a number keeps. */
export const isNumberLikeText = (text: string): boolean => /^0\d+$/.test(text) || /^\d{12,}$/.test(text) || /^\d{17}[\dXx]$/.test(text);

const hanName = /^\p{Script=Han}{2,4}$|^\p{Script=Han}{1,8}·\p{Script=Han}{1,8}$/u;
const latinName = /^\p{Lu}[\p{L}'.-]{0,20}(?: \p{Lu}[\p{L}'.-]{0,20}){0,3}$/u;
export const isPersonName = (text: string): boolean => hanName.test(text) || latinName.test(text);

export interface SerialParts {
  readonly prefix: string;
  readonly digits: string;
}

/** `C20240501001` → prefix `C` and the digits behind it; null for anything else. */
export const readSerialParts = (text: string): SerialParts | null => {
  const match = /^([A-Za-z]{1,8}[-_]?)(\d{3,14})$/.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? null : { prefix: match[1], digits: match[2] };
};

export const serialDates = ['YYYYMMDD', 'YYYYMM', 'YYYY'] as const;

/** Whether the digits begin with a date of that pattern and a sequence of 2–6 digits follows. */
export const beginsWithDate = (digits: string, date: (typeof serialDates)[number]): boolean => {
  const sequence = digits.length - date.length;
  if (sequence < 2 || sequence > 6) return false;
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  if (year < 1990 || year > 2099) return false;
  return isDay(year, date.length >= 6 ? month : 1, date.length === 8 ? day : 1);
};
