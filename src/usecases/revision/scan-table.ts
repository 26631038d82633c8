import type { Change } from '#core/definition/change.ts';
import type { Value } from '#core/definition/definition.ts';
import { problem, type Problem } from '#core/problem.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { classifyRow, type ClassifyScene } from '#core/record/classify-row.ts';
import { scanSql } from '#core/query/scan-query.ts';
import type { RevisionChange } from '#core/record/compare-revisions.ts';
import type { World } from '#usecases/ports/world.ts';
import { judgingTable, keyIn } from '#usecases/revision/judging-table.ts';
import { judgedFields, openTally, type RowReport } from '#usecases/revision/tally-rows.ts';

export interface Scan {
  readonly change: RevisionChange;
  readonly changes: readonly Change[];
  readonly scene: ClassifyScene;
  readonly tell: (done: number) => void;
}

export interface Scanned {
  readonly report: RowReport;
  /** What only the rows can say against publishing. */
  readonly problems: readonly Problem[];
}

const page = 2000;
/** Rows judged in one go, about a millisecond; then others have their turn. */
const breath = 100;
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Whether any row has to be looked at. */
export const needsScan = ({ change, changes }: Pick<Scan, 'change' | 'changes'>): boolean =>
  judgedFields(change).length > 0 || changes.some(({ effect }) => effect === 'rows');

/** Judges every row as the new revision would show it, and writes nothing. */
export const scanTable = async (world: World, { change, changes, scene, tell }: Scan): Promise<Scanned> => {
  const tally = openTally(change, scene.lookup);
  const holders = openHolders(changes);
  const doubles = openDoubles(changes, change);
  const reading = judgingTable(change, changes);
  let done = 0;
  for (let after = ''; ;) {
    const begun = performance.now();
    const rows = await world.db.read<readonly unknown[]>(scanSql(reading, { after, limit: page }), { job: true });
    for (const row of rows) {
      const record = readRow(reading, row);
      const outcome = classifyRow(change, record, scene);
      if (record.deleted === '') tally.add(record, outcome);
      holders.add(record);
      doubles.add(outcome.values);
      done += 1;
      after = record.id;
      if (done % breath === 0) await othersTurn();
    }
    tell(done);
    if (rows.length < page) break;
    await new Promise((resolve) => setTimeout(resolve, performance.now() - begun)); // as long as others had to wait, they have the machine
  }
  return { report: tally.report(), problems: [...holders.problems(), ...doubles.problems()] };
};

const idsIn = (value: Value | undefined): readonly string[] => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : []);

/** Options that are to go, and how many rows hold them: such an option is retired instead. */
const openHolders = (changes: readonly Change[]) => {
  const removed = changes
    .filter(({ kind }) => kind === 'option-removed')
    .map((change) => ({ change, key: keyIn(change.path), id: String(change.params['id']), count: 0 }));
  return {
    add: ({ values }: StoredRecord): void => {
      for (const option of removed) if (idsIn(values[option.key]).includes(option.id)) option.count += 1;
    },
    problems: (): readonly Problem[] =>
      removed
        .filter(({ count }) => count > 0)
        .map(({ change: { path, params, english }, count }) => ({
          ...problem('option-held', path, { field: params['field'] ?? '', option: params['option'] ?? '', count }),
          ...(english === undefined ? {} : { english }),
        })),
  };
};

const toldDoubles = 20;

/** Fields that are to be unique from now on, and the values that stand twice, in the bin too. */
const openDoubles = (changes: readonly Change[], change: RevisionChange) => {
  const asked = changes
    .filter(({ kind, params }) => kind === 'rule-tightened' && params['keyword'] === 'x-unique')
    .map(({ path }) => keyIn(path));
  const retyped = change.fields
    .filter(({ moved, filling, to }) => (moved || filling) && to.schema['x-unique'] === true)
    .map(({ key }) => key);
  const fields = [...new Set([...asked, ...retyped])].map((key) => ({ key, seen: new Set<string>(), twice: new Set<string>() }));
  return {
    add: (values: Readonly<Record<string, Value>>): void => {
      for (const { key, seen, twice } of fields) {
        const value = values[key] ?? null;
        if (value === null) continue;
        const text = String(value);
        if (seen.has(text)) twice.add(text);
        else seen.add(text);
      }
    },
    problems: (): readonly Problem[] =>
      fields
        .filter(({ twice }) => twice.size > 0)
        .map(({ key, twice }) =>
          problem('unique-doubles', `/record/properties/${key}/x-unique`, {
            field: change.table.field(key)?.schema ?? key,
            count: twice.size,
            values: [...twice].slice(0, toldDoubles),
          }),
        ),
  };
};
