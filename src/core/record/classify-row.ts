import type { Asker } from '#core/condition/condition.ts';
import { lineName } from '#core/compile/cell-line.ts';
import { failing, type Conversion, type ConversionKind, type Readings } from '#core/convert/conversion.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { ChangedField, RevisionChange } from '#core/record/compare-revisions.ts';
import { faultsToProblems } from '#core/record/faults-to-problems.ts';
import { isRequired, isShown, type Standing } from '#core/record/judge.ts';
import { sameValue } from '#core/record/merge.ts';
import { settleFill, type Filling } from '#core/record/settle-fill.ts';
import { settleLine, type SettledLine } from '#core/record/settle-line.ts';

/** Where rows are classified: the moment, the people, and by field key the manager's own readings where they are not those of the lines. */
export interface ClassifyScene {
  readonly lookup: Lookup;
  readonly asker: Asker;
  readonly mappings?: Readonly<Record<string, Readings>> | undefined;
  /** Texts that a row's field held lately, for first values that were taken from them. */
  readonly earlier?: ((row: string, field: string) => readonly Value[]) | undefined;
  /** The new revision is live: who saved a row with it has seen its new fields. */
  readonly flipped?: boolean | undefined;
}

/** What a new revision makes of one field of one row. `before` in the live revision's form, `after` in the new one's. */
export interface FieldOutcome {
  readonly key: string;
  readonly kind: ConversionKind;
  readonly before: Value;
  readonly after: Value;
}

/** Of one row; its kind is the worst of its fields. */
export interface RowOutcome {
  readonly id: string;
  readonly version: number;
  readonly kind: ConversionKind;
  readonly fields: readonly FieldOutcome[];
  /** The row as the new revision will show it. */
  readonly values: Values;
  /** Lines of the fields that move, by field key. */
  readonly settled: Readonly<Record<string, SettledLine>>;
}

/** What a new revision makes of a row read under `change.reading`: the same before, during and after its conversion. */
export const classifyRow = (change: RevisionChange, row: StoredRecord, scene: ClassifyScene): RowOutcome => {
  const moved = change.fields.filter((field) => field.moved);
  const settled = Object.fromEntries(moved.map((field) => [field.key, settle(field, row, scene)]));
  const filled = Object.fromEntries(
    change.fields.flatMap(({ key, filling, to }) =>
      filling ? [[key, fillField({ key, filling, to }, row, { change, scene })] as const] : [],
    ),
  );
  const isSame = moved.length === 0 && Object.keys(filled).length === 0;
  const values = isSame ? row.values : { ...row.values, ...valuesOf(settled), ...valuesOf(filled) };
  const standing: Standing = {
    values,
    system: { $created: row.created, $updated: row.updated, $by: row.createdBy, $revision: row.revision },
  };
  const fields = change.fields.map((field): FieldOutcome => ({
    key: field.key,
    kind: kindOf(field, settled[field.key] ?? filled[field.key], { change, standing, scene }),
    before: row.values[field.filling?.source.key ?? field.key] ?? null,
    after: values[field.key] ?? null,
  }));
  return { id: row.id, version: row.version, kind: worst(fields), fields, values, settled };
};

/**
 * The first value of a new field: from the text beside it where the field is empty, or holds what an earlier text of the row gave it. Twice
 * does no harm. What does not fit the field stays out of it; the text it came from is whole.
 */
const fillField = (
  { key, filling, to }: Pick<ChangedField, 'key' | 'to'> & { readonly filling: Filling },
  row: StoredRecord,
  { change, scene }: { readonly change: RevisionChange; readonly scene: ClassifyScene },
): Conversion => {
  const { lookup, mappings, earlier, flipped } = scene;
  const taken = (text: Value): Conversion => {
    const made = settleFill(text, { filling, to: to.schema }, { lookup, mappings: mappings?.[key] });
    return made.value !== null && misfits({ key, to }, made.value, { change, scene }) ? failing : made;
  };
  const held = row.values[key] ?? null;
  const made = taken(row.values[filling.source.key] ?? null);
  if (flipped === true && row.revision === change.table.revision) return { kind: 'clean', value: held };
  const isOurs = held === null || earlier?.(row.id, filling.source.key).some((text) => sameValue(taken(text).value, held)) === true;
  return isOurs ? made : { ...made, value: held };
};

const valuesOf = (settled: Readonly<Record<string, Pick<SettledLine, 'value'>>>): Values =>
  Object.fromEntries(Object.entries(settled).map(([key, line]) => [key, line.value]));

const worst = (fields: readonly FieldOutcome[]): ConversionKind => {
  if (fields.some(({ kind }) => kind === 'failing')) return 'failing';
  return fields.some(({ kind }) => kind === 'lossy') ? 'lossy' : 'clean';
};

const settle = ({ key, from, to }: ChangedField, row: StoredRecord, { lookup, mappings }: ClassifyScene): SettledLine => {
  const [own, next] = [lineName(key, from?.line ?? 1), lineName(key, to.line)];
  const registered = from?.kept.find(({ line }) => line === to.line);
  return settleLine(
    {
      from: { schema: from?.schema ?? to.schema, value: row.values[key] ?? null, stale: row.differs.includes(own) },
      to: { schema: to.schema, value: row.kept[next] ?? null, stale: row.differs.includes(next) },
    },
    { lookup, mappings: mappings?.[key] ?? registered?.there, back: registered?.back },
  );
};

interface Judged {
  readonly change: RevisionChange;
  readonly standing: Standing;
  readonly scene: ClassifyScene;
}

/** A hidden field is not judged; what cannot be read is told all the same. */
const kindOf = (field: ChangedField, settled: Pick<SettledLine, 'kind'> | undefined, judged: Judged): ConversionKind => {
  const converted = settled?.kind ?? 'clean';
  if (converted === 'failing') return converted;
  const value = judged.standing.values[field.key] ?? null;
  const where = { asker: judged.scene.asker, table: judged.change.table };
  const asks = value === null ? field.required : field.rules;
  if (!asks || !isShown(field.to, judged.standing, where)) return converted;
  if (value === null) return isRequired(field.to, judged.standing, where) ? 'failing' : converted;
  return misfits(field, value, judged) ? 'failing' : converted;
};

/** Options that are retired or gone stay readable: rows that hold them are no fault of the revision. */
const standing = new Set(['unknown-option', 'retired-option', 'replaced-option']);

const misfits = ({ key, to }: Pick<ChangedField, 'key' | 'to'>, value: Value, { change, scene }: Omit<Judged, 'standing'>): boolean => {
  const faults = change.check(key, value);
  const problems = faults.length > 0 ? faultsToProblems(to, faults, value) : (to.type.judge?.(value, to.schema, scene.lookup) ?? []);
  return problems.some(({ code }) => !standing.has(code));
};
