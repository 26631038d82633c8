import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { narrowTable } from '#core/compile/narrow-table.ts';
import type { Change } from '#core/definition/change.ts';
import type { RevisionChange } from '#core/record/compare-revisions.ts';
import { nameFields } from '#usecases/revision/tally-rows.ts';

/** The field that a change is about. */
export const keyIn = (path: string): string => path.split('/')[3] ?? '';

/** The reading table with what the verdict on the changed fields reads, what is counted, and what a row is called by. */
export const judgingTable = ({ fields, reading }: RevisionChange, changes: readonly Change[]): CompiledTable =>
  narrowTable(
    reading,
    new Set([
      ...fields.flatMap(({ key, to, filling }) => [
        key,
        ...(filling ? [filling.source.key] : []),
        ...[to.show, to.require].flatMap((condition) => (condition ? fieldsUsed(condition) : [])),
      ]),
      ...changes.filter(({ effect }) => effect === 'rows').map(({ path }) => keyIn(path)),
      ...nameFields(reading),
    ]),
  );

/** What a conversion reads: search words are made of all texts of a row, so where any of them changes the row is read whole, and so are its marks. */
export const fillingTable = (change: RevisionChange): CompiledTable =>
  change.fields.some(({ to, derived, filling }) => derived || filling || to.type.searchable) ? change.reading : judgingTable(change, []);
