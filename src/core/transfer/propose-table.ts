import type { Definition, FieldSchema, Section } from '#core/definition/definition.ts';
import type { HeaderColumn } from '#core/transfer/find-header.ts';
import { fieldKey, fieldKeys, type Pinyin } from '#core/transfer/field-key.ts';
import type { FieldProposal } from '#core/transfer/propose-field.ts';

export interface ProposedTable {
  readonly title: string;
  readonly columns: readonly { readonly header: HeaderColumn; readonly proposal: FieldProposal }[];
  /** Keys of tables that exist already. */
  readonly taken: ReadonlySet<string>;
  readonly pinyin: Pinyin;
  /** Words for what every table has; the workbook's own words are data. */
  readonly words: { readonly section: string; readonly view: string };
}

export interface TableDraft {
  readonly definition: Definition;
  /** The key made for each column, in the order given. */
  readonly keys: readonly string[];
}

const mostViewColumns = 40;

/** Side tables are called `<key>_search` and `<key>_options`, so no table may be called so itself. */
export const tableKey = (title: string, pinyin: Pinyin, taken: ReadonlySet<string>): string => {
  const key = fieldKey(title, pinyin, taken);
  return /_(?:search|options)$/.test(key) ? fieldKey(`${title} table`, pinyin, taken) : key;
};

/** A whole definition for a sheet: a field per column, sections by group captions, one view of everything, the first member column as owner. */
export const proposeTable = ({ title, columns, taken, pinyin, words }: ProposedTable): TableDraft => {
  const keys = fieldKeys(
    columns.map(({ header }) => header.title),
    pinyin,
  );
  const fields = columns.map(
    ({ header, proposal }, index) => [keys[index] ?? '', fieldOf(header, proposal.field, keys[index] ?? '')] as const,
  );
  const required = columns.flatMap(({ header, proposal }, index) =>
    header.required && proposal.field['x-type'] !== 'serial' ? [keys[index] ?? ''] : [],
  );
  const owner = fields.find(([, field]) => field['x-type'] === 'member')?.[0];
  const definition: Definition = {
    biaoli: 1,
    key: tableKey(title, pinyin, taken),
    title,
    record: { type: 'object', properties: Object.fromEntries(fields), ...(required.length === 0 ? {} : { required }) },
    layout: sections(columns, keys, words.section),
    views: [{ key: 'all', title: words.view, columns: keys.slice(0, mostViewColumns), frozen: 1 }],
    reminders: [],
    access: owner === undefined ? {} : { owner },
  };
  return { definition, keys };
};

/** A latin title is kept in `x-source`, so that a file with that header is recognised after the title was translated. */
const fieldOf = (header: HeaderColumn, field: FieldSchema, key: string): FieldSchema => {
  const foreign = /^[\x20-\x7e]+$/.test(header.title) && header.title !== key;
  return { ...field, title: header.title, ...(foreign ? { 'x-source': header.title } : {}) };
};

const sections = (columns: ProposedTable['columns'], keys: readonly string[], general: string): readonly Section[] => {
  const groups = new Map<string, string[]>();
  for (const [index, { header }] of columns.entries()) {
    const title = header.group ?? general;
    const fields = groups.get(title) ?? [];
    fields.push(keys[index] ?? '');
    groups.set(title, fields);
  }
  return [...groups].map(([title, fields], index) => ({
    key: index === 0 ? 'basic' : `section_${String(index + 1)}`,
    title,
    columns: 2,
    fields,
  }));
};
