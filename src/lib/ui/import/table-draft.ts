import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import type { ProposedColumn, Proposal } from './import-facts.ts';

/** A column as a person wants it. */
export interface DraftColumn {
  readonly column: ProposedColumn;
  readonly take: boolean;
  readonly required: boolean;
  readonly field: FieldSchema;
}

export interface TableDraft {
  readonly title: string;
  readonly columns: readonly DraftColumn[];
}

export const draftOf = (proposal: Proposal): TableDraft => ({
  title: proposal.definition.title,
  columns: proposal.columns.map((column) => ({ column, take: true, required: column.required, field: column.field })),
});

/** The definition a draft asks for: columns that are left out leave layout, views and rights too; the proposed owner stays, else the first member column owns the rows. */
export const definitionOf = ({ definition }: Proposal, draft: TableDraft): Definition => {
  const taken = draft.columns.filter((column) => column.take);
  const keys = new Set(taken.map(({ column }) => column.key));
  const required = taken.filter((column) => column.required && column.field['x-type'] !== 'serial').map(({ column }) => column.key);
  const members = taken.filter(({ field }) => field['x-type'] === 'member').map(({ column }) => column.key);
  const owner = members.find((key) => key === definition.access.owner) ?? members[0];
  return {
    ...definition,
    title: draft.title.trim(),
    record: {
      type: 'object',
      properties: Object.fromEntries(taken.map(({ column, field }) => [column.key, { ...field, title: field.title.trim() }])),
      ...(required.length === 0 ? {} : { required }),
    },
    layout: definition.layout
      .map((section) => ({ ...section, fields: section.fields.filter((key) => keys.has(key)) }))
      .filter((section) => section.fields.length > 0),
    views: definition.views.map((view) => ({ ...view, columns: [...keys].slice(0, Math.max(view.columns.length, 1)) })),
    access: owner === undefined ? {} : { owner },
  };
};

/** Names of people without an account that the import will make, each once. */
export const newcomersOf = (draft: TableDraft): readonly string[] => [
  ...new Set(
    draft.columns.flatMap(({ take, field, column }) =>
      take && field['x-type'] === 'member' ? (column.people.length > 0 ? column.people : column.values) : [],
    ),
  ),
];
