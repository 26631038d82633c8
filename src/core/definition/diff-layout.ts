import type { Definition, Section } from '#core/definition/definition.ts';
import { change, same, type Change } from '#core/definition/change.ts';
import { renamed } from '#core/naming.ts';
import { pointer } from '#core/problem.ts';

/** Sections by key, then the order of fields that both know. */
export const diffLayout = (before: Definition, after: Definition): readonly Change[] => {
  const [old, now] = [before.layout, after.layout];
  const find = (sections: readonly Section[], key: string) => sections.find((section) => section.key === key);
  const kept = (sections: readonly Section[], others: readonly Section[]) =>
    sections.map(({ key }) => key).filter((key) => find(others, key));
  return [
    ...now.flatMap((section, index) => {
      const known = find(old, section.key);
      const at = pointer('layout', index);
      return known ? diffSection(known, section, at) : [change('section-added', at, { title: section })];
    }),
    ...old.flatMap((section, index) =>
      find(now, section.key) ? [] : [change('section-removed', pointer('layout', index), { title: section })],
    ),
    ...(same(kept(old, now), kept(now, old)) ? [] : [change('sections-reordered', '/layout')]),
    ...(same(placesOf(before, after), placesOf(after, before)) ? [] : [change('fields-moved', '/layout')]),
  ];
};

const diffSection = (old: Section, now: Section, at: string): readonly Change[] => {
  const [title, to] = renamed(old, now);
  return [
    ...(old.title === now.title && same(old['x-en'], now['x-en']) ? [] : [change('section-renamed', at, { title, to })]),
    ...(old.columns === now.columns ? [] : [change('section-columns', at, { title: now, columns: now.columns })]),
  ];
};

/** Where the fields stand that the other document has too, in sections that it has too: what came or went with a field or a section is said there. */
const placesOf = (document: Definition, other: Definition): readonly (readonly [string, readonly string[]])[] => {
  const [own, others] = [document.record.properties, other.record.properties];
  const isShared = (key: string) => Object.hasOwn(own, key) && Object.hasOwn(others, key);
  const elsewhere = (key: string): string | undefined => other.layout.find((section) => section.fields.includes(key))?.key;
  const known = new Set(other.layout.map((section) => section.key));
  return document.layout
    .filter((section) => known.has(section.key))
    .map(({ key, fields }): readonly [string, readonly string[]] => [
      key,
      fields.filter((field) => isShared(field) && stays(document, elsewhere(field))),
    ])
    .sort(([one], [two]) => (one < two ? -1 : 1));
};

const stays = (document: Definition, section: string | undefined): boolean =>
  section === undefined || document.layout.some(({ key }) => key === section);
