import type { FieldFill } from '#core/definition/definition.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import type { WayKey } from './split-way.ts';

type Words = Messages['split'];

export const wayWords = (words: Words): Readonly<Record<WayKey, string>> => ({
  blank: words.wayBlank,
  list: words.wayList,
  slash: words.waySlash,
  comma: words.wayComma,
  semicolon: words.waySemicolon,
  line: words.wayLine,
  phone: words.wayPhone,
  own: words.wayOwn,
});

/** 第 2 段, 电话: what an order takes. */
export const partWords = (order: FieldFill, words: Words): string => {
  if ('find' in order) return order.find === 'phone' ? words.phone : words.noPhone;
  return fill(order.rest === true ? words.partRest : words.part, { part: order.part });
};
