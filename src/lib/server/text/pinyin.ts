import { createRequire } from 'node:module';
import type { Pinyin } from '#core/compile/search-text.ts';

/** Its table of sounds takes 11 MiB and 40 ms: read when the first Chinese character is asked for. */
const load = (): typeof import('pinyin-pro') => createRequire(import.meta.url)('pinyin-pro');
let library: typeof import('pinyin-pro') | undefined;

const known = new Map<string, string>();

/** Sound of one Chinese character without tone (ü as v); '' for every other character. Remembered, because lists of names repeat. */
export const pinyin: Pinyin = (character) => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x3400 || (code > 0x9fff && code < 0x20000)) return '';
  const sound = known.get(character);
  if (sound !== undefined) return sound;
  library ??= load();
  const made = library.pinyin(character, { toneType: 'none', v: true });
  const plain = /^[a-z]+$/.test(made) ? made : '';
  known.set(character, plain);
  return plain;
};
