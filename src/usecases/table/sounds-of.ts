import type { World } from '#usecases/ports/world.ts';

/** Han text as syllables, one a character, for making keys. */
export const soundsOf =
  (world: Pick<World, 'pinyin'>) =>
  (text: string): readonly string[] =>
    [...text].map((character) => world.pinyin(character) || character);
