import { pinyin as soundsOf } from 'pinyin-pro';
import type { Pinyin } from '#core/compile/search-text.ts';

const known = new Map<string, string>();

/** Sound of one Chinese character without tone (ü as v); '' for every other character. Remembered, because lists of names repeat. */
export const pinyin: Pinyin = (character) => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x3400 || (code > 0x9fff && code < 0x20000)) return '';
  const sound = known.get(character);
  if (sound !== undefined) return sound;
  const made = soundsOf(character, { toneType: 'none', v: true });
  const plain = /^[a-z]+$/.test(made) ? made : '';
  known.set(character, plain);
  return plain;
};
