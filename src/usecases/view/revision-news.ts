import { lineName } from '#core/compile/cell-line.ts';
import { linesBeside, type LineBeside } from '#core/query/differing.ts';
import type { World } from '#usecases/ports/world.ts';
import { optionOperation, type OptionOperation } from '#usecases/view/option-operation.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** A line beside the one the form shows, and until when it is kept ('': without end). */
export interface KeptField extends LineBeside {
  readonly until: string;
}

/** What a table tells about its revision to everybody who opens it. */
export interface RevisionNews {
  readonly number: number;
  readonly note: string;
  /** ISO moment, '' where it is not published, or only about what the caller does not see. */
  readonly published: string;
  /** The last day of a trial the caller is in. */
  readonly trial: { readonly until: string } | null;
  readonly kept: readonly KeptField[];
  /** Where the product made the revision by itself; only of a field that the caller sees. */
  readonly operation: OptionOperation | null;
}

interface Line {
  readonly state: string;
  readonly note: string;
  readonly published: string;
  readonly trial: string;
}

/** Of the revision the caller works under: the live one, or that of a trial. */
export const revisionNews = async (world: World, { table }: TableAccess): Promise<RevisionNews> => {
  const [[line], kept, operation] = await Promise.all([
    world.db.read<Line>({
      text: `select json_object('state', state, 'note', note, 'published', published_at, 'trial', trial) as j from b_revisions where tbl = :key and number = :number`,
      params: { key: table.key, number: table.revision },
    }),
    table.keepsLines ? keptFields(world, table) : [],
    optionOperation(world, table.key, table.revision),
  ]);
  const isNoConcern = operation !== null && table.field(operation.field) === undefined;
  return {
    number: table.revision,
    note: isNoConcern ? '' : (line?.note ?? ''),
    published: isNoConcern ? '' : (line?.published ?? ''),
    trial: line && onTrial.has(line.state) && line.trial !== '' ? { until: untilOf(line.trial) } : null,
    kept,
    operation: isNoConcern ? null : operation,
  };
};

/** Until the flip its people keep the form that is being published. */
const onTrial: ReadonlySet<string> = new Set(['trial', 'publishing']);

const untilOf = (trial: string): string => {
  const said: { readonly until?: string } = trial === '' ? {} : JSON.parse(trial);
  return said.until ?? '';
};

const keptFields = async (world: World, { key, fields }: TableAccess['table']): Promise<readonly KeptField[]> => {
  const lines = await world.db.read<readonly [string, number, string]>({
    text: 'select json_array(field, line, until) as j from b_lines where tbl = :key limit 5000',
    params: { key },
  });
  const until = new Map(lines.map(([field, line, day]) => [lineName(field, line), day]));
  return linesBeside(fields).map((beside) => ({ ...beside, until: until.get(lineName(beside.field, beside.line)) ?? '' }));
};
