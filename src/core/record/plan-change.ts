import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { searchText, searchTokens, type Pinyin } from '#core/compile/search-text.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { historyStatement } from '#core/record/history-statement.ts';
import { followLines, keptAfter, lostLines, sortCell, type FollowedLine } from '#core/record/keep-lines.ts';
import { sameValue } from '#core/record/merge.ts';
import { listLines } from '#core/record/option-index.ts';
import { answerRows, ownerOf } from '#core/record/plan-create.ts';
import { setLines } from '#core/record/set-lines.ts';
import type { HistoryKind, UnitStatement, WriteNote } from '#core/record/unit.ts';

/** Fields of another living form and what the row holds in them: its words are found under both. */
export interface BesideWords {
  readonly fields: readonly CompiledField[];
  readonly values: Values;
}

export interface Change {
  readonly table: CompiledTable;
  readonly before: StoredRecord;
  /** Cleaned values by key; unchanged ones are left out by the plan. */
  readonly values: Values;
  /** Of the unchanged ones, those whose other lines follow all the same (`confirmedFields`). */
  readonly confirmed?: readonly CompiledField[];
  /** The owner a table without an owner field is to have now. */
  readonly owner?: string | undefined;
  readonly historyId: string;
  readonly note: WriteNote;
  readonly pinyin: Pinyin;
  /** For the lines that are kept in step. */
  readonly lookup: Lookup;
  /** Absent where no other form lives, or it shows no other texts. */
  readonly beside?: BesideWords | undefined;
}

/** Fields of a change that differ from what stands. */
export const changedFields = ({ table, before, values }: Pick<Change, 'table' | 'before' | 'values'>): readonly CompiledField[] =>
  table.fields.filter(
    (field) => Object.hasOwn(values, field.key) && !sameValue(values[field.key] ?? null, before.values[field.key] ?? null),
  );

/** The statements of an update: the row at its version, search words, option index, history, and the row as it is now. */
export const planUpdate = (change: Change): readonly UnitStatement[] => {
  const { table, before, note } = change;
  const changed = changedFields(change);
  const after: Values = { ...before.values, ...Object.fromEntries(changed.map((field) => [field.key, change.values[field.key] ?? null])) };
  const written = [...changed, ...(change.confirmed ?? [])];
  const followed = written.flatMap((field) => followLines(field, after[field.key] ?? null, change.lookup));
  const held: Values = { ...before.values, ...before.kept };
  const standing: Values = { ...before.kept, ...after, ...keptAfter(followed, before.kept) };
  const ownerAfter = change.owner ?? (table.ownerField ? ownerOf(table, after, '') : before.owner);
  const line = {
    id: change.historyId,
    record: before.id,
    version: before.version + 1,
    kind: 'update' as const,
    changes: {
      ...Object.fromEntries(changed.map((field) => [field.key, [before.values[field.key] ?? null, after[field.key] ?? null] as const])),
      ...lostLines(change, written, followed),
      ...(change.owner !== undefined && change.owner !== before.owner ? { $owner: [before.owner, change.owner] as const } : {}),
    },
    ownerBefore: before.owner,
    ownerAfter,
  };
  const searched = written.some((field) => [field, ...field.kept].some(({ type }) => type.searchable));
  const words = searched ? wordsOf(change, standing) : undefined;
  const isChanged = new Set(written.map(({ key }) => key));
  return [
    updateRow(change, { changed: written, followed, owner: ownerAfter, words }),
    ...(words === undefined ? [] : replaceWords(table, before.id, searchTokens(words))),
    ...listLines(table)
      .filter(({ key }) => isChanged.has(key))
      .flatMap(({ key, name }) => replaceOptions(table, before.id, { key, before: held[name] ?? null, now: standing[name] ?? null })),
    historyStatement(table, [line], note),
    answerRows(table, [before.id]),
  ];
};

/** The words of a row under its own form and what stands beside it. */
export const wordsOf = (
  { table, beside, pinyin }: Pick<Change, 'beside' | 'pinyin'> & { readonly table: Pick<CompiledTable, 'fields'> },
  standing: Values,
): string =>
  searchText(
    beside ? { fields: [...table.fields, ...beside.fields] } : table,
    beside ? { ...beside.values, ...standing } : standing,
    pinyin,
  );

/** What an update writes into the row itself. */
interface RowNow {
  readonly changed: readonly CompiledField[];
  readonly followed: readonly FollowedLine[];
  readonly owner: string;
  readonly words: string | undefined;
}

const updateRow = (change: Change, now: RowNow): UnitStatement => {
  const { table, before, note, values, pinyin } = change;
  const params: Record<string, string | number | null> = {
    id: before.id,
    version: before.version,
    revision: table.revision,
    at: note.at,
    by: note.by,
    owner: now.owner,
    deleted: before.deleted,
  };
  const sets = now.changed.flatMap((field) => {
    const value = values[field.key] ?? null;
    params[`s${field.position}`] = field.type.toColumn(value);
    if (field.sortColumn === '') return [`${field.column} = :s${field.position}`];
    params[`k${field.position}`] = sortCell(value, pinyin);
    return [`${field.column} = :s${field.position}`, `${field.sortColumn} = :k${field.position}`];
  });
  if (now.words !== undefined) params['words'] = now.words;
  const lines = setLines({ ...now, table }, pinyin);
  const all = [
    ...sets,
    ...lines.sets,
    ...(now.words === undefined ? [] : ['search_text = :words']),
    'owner = :owner',
    'version = version + 1',
    'revision = :revision',
    'updated_at = :at',
    'updated_by = :by',
  ];
  return {
    text: `update ${table.collection} set ${all.join(', ')} where id = :id and version = :version and deleted_at = :deleted`,
    params: { ...params, ...lines.params },
    changes: 1,
  };
};

/** Needs the row to be there: its row number is the key of its words. */
export const replaceWords = (table: CompiledTable, id: string, words: string): readonly UnitStatement[] => [
  {
    text: `replace into ${table.searchTable} (rowid, words) values ((select rowid from ${table.collection} where id = :id), :words)`,
    params: { id, words },
  },
];

const replaceOptions = (
  table: CompiledTable,
  row: string,
  { key, before, now }: { key: string; before: Value; now: Value },
): readonly UnitStatement[] => {
  const list = (value: Value): string => JSON.stringify(Array.isArray(value) ? value : []);
  return [
    {
      text: `delete from ${table.optionTable} where field = :field and row = :row and option in (select value from json_each(:ids))`,
      params: { field: key, row, ids: list(before) },
    },
    {
      text: `insert or ignore into ${table.optionTable} (field, option, row) select :field, e.value, :row from json_each(:ids) e`,
      params: { field: key, row, ids: list(now) },
    },
  ];
};

export interface Removal {
  readonly table: CompiledTable;
  readonly before: StoredRecord;
  readonly kind: Extract<HistoryKind, 'delete' | 'restore'>;
  readonly historyId: string;
  readonly note: WriteNote;
}

/** Into the bin or back; nothing of the row is lost either way. */
export const planRemoval = ({ table, before, kind, historyId, note }: Removal): readonly UnitStatement[] => {
  const deleted = kind === 'delete' ? note.at : '';
  return [
    {
      text: `update ${table.collection} set deleted_at = :deleted, version = version + 1, updated_at = :at, updated_by = :by where id = :id and version = :version and deleted_at ${kind === 'delete' ? '=' : '<>'} ''`,
      params: { deleted, at: note.at, by: note.by, id: before.id, version: before.version },
      changes: 1,
    },
    historyStatement(
      table,
      [
        {
          id: historyId,
          record: before.id,
          version: before.version + 1,
          kind,
          changes: {},
          ownerBefore: before.owner,
          ownerAfter: before.owner,
        },
      ],
      note,
    ),
    answerRows(table, [before.id]),
  ];
};
