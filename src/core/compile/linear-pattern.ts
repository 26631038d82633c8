import { RE2JS } from 're2js';

/** JavaScript's escapes (`\u4e00`) in re2's spelling; `\s` of re2 is ASCII only and is spelled out to mean the same. */
export const linearPattern = (pattern: string): string =>
  RE2JS.translateRegExp(pattern).replaceAll(/(\\\\)|\\s(?![^[]*\])/g, (all, escaped) => (escaped ? all : '[\\s\\p{Z}\\x{FEFF}\\v]'));

/** Whether a pattern can be judged in linear time; look-around and back references cannot. */
export const runsLinear = (pattern: string): boolean => {
  try {
    RE2JS.compile(linearPattern(pattern));
    return true;
  } catch {
    return false;
  }
};
