import { describe, expect, it } from 'vitest';
import { checkSetUpCode } from '#server/session/set-up-guesses.ts';

describe('the one-time code of the first administrator', () => {
  it('is slow to guess, whoever asks, and still takes the right code when the wait is over', () => {
    const codes = (given: string, at: number) => checkSetUpCode(given, '12345678', at).map(({ code }) => code);
    expect(codes('1234 5678', 0)).toEqual([]);
    for (let guess = 0; guess < 5; guess += 1) expect(codes('00000000', 0)).toEqual(['set-up-code']);
    expect(codes('12345678', 500)).toEqual(['too-many-tries']);
    expect(codes('00000000', 1_500)).toEqual(['set-up-code']);
    expect(codes('12345678', 2_500)).toEqual(['too-many-tries']);
    expect(codes('12345678', 62_000)).toEqual([]);
    expect(codes('00000000', 62_000)).toEqual(['set-up-code']);
  });
});
