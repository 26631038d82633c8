import { describe, expect, test } from 'vitest';
import { dropBetween, dropPlace, type DropSection } from '#ui/designer/drop-place.ts';

/** Three fields in two columns: two beside each other, one below, each 100 × 60. */
const first: DropSection = {
  key: 'first',
  box: { left: 0, top: 0, right: 220, bottom: 160 },
  seats: [
    { left: 0, top: 20, right: 100, bottom: 80 },
    { left: 120, top: 20, right: 220, bottom: 80 },
    { left: 0, top: 90, right: 100, bottom: 150 },
  ],
};
const empty: DropSection = { key: 'empty', box: { left: 0, top: 170, right: 220, bottom: 210 }, seats: [] };
const at = (x: number, y: number) => dropPlace([first, empty], { x, y });

describe('where something is put that is let go', () => {
  test('the lower half of a field is behind its whole row, under a line across the section', () => {
    expect(at(50, 70)).toEqual({ section: 'first', at: 2, line: { left: 0, top: 80, length: 220, upright: false } });
    expect(at(170, 70)).toMatchObject({ section: 'first', at: 2 });
  });
  test('the upper half is before the row', () => {
    expect(at(170, 30)).toMatchObject({ section: 'first', at: 0, line: { top: 20, upright: false } });
    expect(at(50, 100)).toMatchObject({ section: 'first', at: 2, line: { top: 90 } });
  });
  test('the sides of a field in a row of two are beside it', () => {
    expect(at(5, 50)).toEqual({ section: 'first', at: 0, line: { left: 0, top: 20, length: 60, upright: true } });
    expect(at(95, 50)).toMatchObject({ at: 1, line: { upright: true } });
    expect(at(215, 50)).toMatchObject({ at: 2, line: { left: 220, upright: true } });
  });
  test('a field alone in its row has no sides', () => {
    expect(at(2, 140)).toMatchObject({ section: 'first', at: 3, line: { upright: false } });
  });
  test('beyond the last row it goes to the end, into an empty section as its first', () => {
    expect(at(110, 158)).toMatchObject({ section: 'first', at: 3 });
    expect(at(110, 200)).toMatchObject({ section: 'empty', at: 0 });
    expect(at(110, 900)).toMatchObject({ section: 'empty', at: 0 });
  });
  test('a section goes between sections', () => {
    const between = (y: number) => dropBetween([first, empty], { x: 50, y });
    expect(between(10)).toEqual({ section: 'first', at: 0, line: { left: 0, top: 0, length: 220, upright: false } });
    expect(between(150)).toMatchObject({ at: 1, line: { top: 160 } });
    expect(between(400)).toMatchObject({ section: 'empty', at: 2, line: { top: 210 } });
  });
  test('without any section there is no place', () => {
    expect(dropPlace([], { x: 1, y: 1 })).toBeUndefined();
    expect(dropBetween([], { x: 1, y: 1 })).toBeUndefined();
  });
});
