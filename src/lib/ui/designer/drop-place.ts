import type { FieldPlace } from './designer-model.svelte.ts';

/** A line in px of the sheet, across a row or beside a field. */
export interface DropLine {
  readonly left: number;
  readonly top: number;
  readonly length: number;
  readonly upright: boolean;
}

export interface DropTarget extends FieldPlace {
  readonly line: DropLine;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Fields of one section as they stand on the screen, in order; `box` is the room of the section. */
export interface DropSection {
  readonly key: string;
  readonly box: Box;
  readonly seats: readonly Box[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const away = (box: Box, { x, y }: Point): number =>
  Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

const nearest = <T>(things: readonly T[], boxOf: (thing: T) => Box, point: Point): number => {
  let best = -1;
  let distance = Infinity;
  for (const [index, thing] of things.entries()) {
    const found = away(boxOf(thing), point);
    if (found < distance) [best, distance] = [index, found];
  }
  return best;
};

/** Indexes of the fields in the same row. */
const rowOf = (seats: readonly Box[], at: number): readonly number[] => {
  const middle = ((seats[at]?.top ?? 0) + (seats[at]?.bottom ?? 0)) / 2;
  return [...seats.keys()].filter((index) => (seats[index]?.top ?? 0) < middle && (seats[index]?.bottom ?? 0) > middle);
};

/** Where something would be put that is let go at a point: between two rows, or beside a field within its row. */
export const dropPlace = (sections: readonly DropSection[], point: Point): DropTarget | undefined => {
  const section = sections[nearest(sections, ({ box }) => box, point)];
  if (section === undefined) return undefined;
  const { key, box, seats } = section;
  const across = (top: number): DropLine => ({ left: box.left, top, length: box.right - box.left, upright: false });
  const at = nearest(seats, (seat) => seat, point);
  const seat = seats[at];
  if (seat === undefined) return { section: key, at: 0, line: across(box.bottom - 8) };
  const row = rowOf(seats, at);
  const x = (point.x - seat.left) / (seat.right - seat.left);
  if (row.length > 1 && (x < 0.25 || x > 0.75)) {
    const line = { left: x < 0.5 ? seat.left : seat.right, top: seat.top, length: seat.bottom - seat.top, upright: true };
    return { section: key, at: x < 0.5 ? at : at + 1, line };
  }
  const above = point.y < (seat.top + seat.bottom) / 2;
  return { section: key, at: above ? Math.min(...row) : Math.max(...row) + 1, line: across(above ? seat.top : seat.bottom) };
};

/** Where a whole section would be put: before the section at the place `at`, by the nearest edge between two. */
export const dropBetween = (sections: readonly DropSection[], point: Point): DropTarget | undefined => {
  const index = nearest(sections, ({ box }) => box, point);
  const section = sections[index];
  if (section === undefined) return undefined;
  const { left, right, top, bottom } = section.box;
  const above = point.y < (top + bottom) / 2;
  const line = { left, top: above ? top : bottom, length: right - left, upright: false };
  return { section: section.key, at: above ? index : index + 1, line };
};
