import type { Definition } from '#core/definition/definition.ts';

/** Parts that may be left out come last, so that a document keeps the order it was written in. */
export const withAbsentParts = (input: Definition): Definition => {
  const given: Readonly<Record<string, unknown>> = { ...input };
  const absent = Object.entries({ layout: [], views: [], reminders: [], access: {} }).filter(([part]) => given[part] === undefined);
  return { ...input, ...Object.fromEntries(absent) };
};
