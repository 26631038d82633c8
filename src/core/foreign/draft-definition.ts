import type { Condition } from '#core/condition/condition.ts';
import type { Definition, FieldSchema, Option, Section } from '#core/definition/definition.ts';
import { cleanTitle } from '#core/foreign/clean-words.ts';
import type { FieldDraft, SectionDraft } from '#core/foreign/sheet.ts';

export interface TableWords {
  readonly key: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly view: string;
}

const mostViewColumns = 40;
const mostSections = 100;

/** A definition of the fields read, one section per object of the schema, one view of everything. */
export const draftDefinition = (drafts: readonly FieldDraft[], words: TableWords): Definition => {
  const titles = distinctTitles(drafts);
  const fields = drafts.map((draft, index) => [draft.key, fieldOf(draft, titles[index] ?? draft.key)] as const);
  const required = drafts.filter((draft) => draft.required).map(({ key }) => key);
  return {
    biaoli: 1,
    key: words.key,
    title: words.title,
    ...(words.description === undefined ? {} : { description: words.description }),
    record: { type: 'object', properties: Object.fromEntries(fields), ...(required.length === 0 ? {} : { required }) },
    layout: sectionsOf(drafts),
    views: [{ key: 'all', title: words.view, columns: drafts.slice(0, mostViewColumns).map(({ key }) => key), frozen: 1 }],
    reminders: [],
    access: {},
  };
};

/** A title that stands twice gets its section before it, and a number where that is not enough. */
const distinctTitles = (drafts: readonly FieldDraft[]): readonly string[] => {
  const used = new Set<string>();
  return drafts.map(({ field, section }) => {
    const sectioned = section.names.length === 0 ? field.title : (cleanTitle(`${section.title} / ${field.title}`) ?? field.title);
    let title = used.has(field.title) ? sectioned : field.title;
    for (let count = 2; used.has(title); count += 1) title = `${sectioned.slice(0, 190)} ${count}`;
    used.add(title);
    return title;
  });
};

const fieldOf = (draft: FieldDraft, title: string): FieldSchema => {
  const show = united(draft.shows);
  const require = united(draft.requires);
  const options = draft.limits.length > 0 ? limitedOptions(draft) : undefined;
  return {
    ...draft.field,
    ...(options === undefined ? {} : draft.field.items ? { items: { oneOf: options } } : { oneOf: options }),
    title,
    ...(show === undefined ? {} : { 'x-show': show }),
    ...(require === undefined || draft.required ? {} : { 'x-require': require }),
  };
};

const united = (conditions: readonly Condition[]): Condition | undefined => {
  const distinct = [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
  return distinct.length <= 1 ? distinct[0] : { any: distinct };
};

/** An option is open while no rule that leaves it out applies. */
const limitedOptions = ({ field, limits }: FieldDraft): readonly Option[] =>
  (field.oneOf ?? field.items?.oneOf ?? []).map((option) => {
    const closed = limits.filter(({ ids }) => !ids.has(option.const)).map(({ when }): Condition => ({ not: when }));
    const [only, another] = closed;
    return only === undefined ? option : { ...option, 'x-when': another === undefined ? only : { all: closed } };
  });

const sectionsOf = (drafts: readonly FieldDraft[]): readonly Section[] => {
  const groups = new Map<SectionDraft, string[]>();
  for (const { key, section } of drafts) {
    const known = groups.get(section);
    if (known) known.push(key);
    else if (groups.size < mostSections) groups.set(section, [key]);
    else [...groups.values()].at(-1)?.push(key);
  }
  return [...groups].map(([{ title }, fields], index) => ({
    key: index === 0 ? 'basic' : `section_${index + 1}`,
    title,
    columns: 2,
    fields,
  }));
};
