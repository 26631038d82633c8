import type { Definition } from '#core/definition/definition.ts';
import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';
import { findHeader } from '#core/transfer/find-header.ts';
import { idColumn } from '#core/transfer/judge-id.ts';
import { matchColumns, recordIdHeader, type ColumnMatch } from '#core/transfer/match-columns.ts';
import { proposeField, type FieldProposal } from '#core/transfer/propose-field.ts';
import { proposeTable } from '#core/transfer/propose-table.ts';
import type { OpenWorkbook, SheetReading } from '#usecases/ports/workbooks.ts';
import type { World } from '#usecases/ports/world.ts';
import { soundsOf } from '#usecases/table/sounds-of.ts';

export interface SheetChoice {
  readonly index: number;
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly hidden: boolean;
  readonly hasHeader: boolean;
}

/** The sheets of a workbook as a person chooses among them. */
export const sheetChoices = (workbook: OpenWorkbook): readonly SheetChoice[] =>
  workbook.info.sheets.map((sheet, index) => {
    const header = findHeader(sheet.head, sheet.merges);
    return { index, name: sheet.name, rows: sheet.rows, columns: sheet.columns, hidden: sheet.hidden, hasHeader: header.rows > 0 };
  });

/** The first sheet in sight with a header, else the first in sight that holds anything, else the first. */
export const usualSheet = (choices: readonly SheetChoice[]): number =>
  (choices.find((sheet) => !sheet.hidden && sheet.hasHeader) ?? choices.find((sheet) => !sheet.hidden && sheet.rows > 0) ?? choices[0])
    ?.index ?? 0;

export interface ReadSheet {
  readonly sheet: number;
  readonly name: string;
  readonly reading: SheetReading;
  readonly problems: readonly Problem[];
}

/** Reads a whole sheet once: header, and with `values` what every column holds. */
export const readSheet = async (workbook: OpenWorkbook, sheet: number, values = true): Promise<Result<ReadSheet>> => {
  const facts = workbook.info.sheets[sheet];
  if (!facts) return refused(problem('no-such-sheet', '/sheet', { sheet: sheet + 1 }));
  const reading = await workbook.profile(sheet, values);
  if (!reading.ok) return reading;
  if (reading.value.header.columns.length === 0) return refused(problem('sheet-empty', '/sheet', { sheet: facts.name }));
  return ok({ sheet, name: facts.name, reading: reading.value, problems: facts.problems });
};

export interface ProposedColumnLine {
  readonly index: number;
  readonly title: string;
  readonly required: boolean;
  readonly key: string;
  readonly proposal: FieldProposal;
  /** The distinct values where they are few enough to become options. */
  readonly values: readonly string[];
}

const mostValues = 200;

export interface TableProposal {
  readonly definition: Definition;
  readonly columns: readonly ProposedColumnLine[];
}

export interface ProposalWords {
  readonly title: string;
  readonly section: string;
  readonly view: string;
}

/** A definition for a sheet and, per column, the proposed field with its reason. Every column becomes a field; a person may leave some out. */
export const proposeFromSheet = (
  world: World,
  { workbook, read }: { readonly workbook: OpenWorkbook; readonly read: ReadSheet },
  words: ProposalWords,
): TableProposal => {
  const facts = workbook.info.sheets[read.sheet];
  const context = { pinyin: soundsOf(world), regionCode: world.regions.code };
  const columns = read.reading.header.columns.map((header, at) => {
    const profile = read.reading.profiles[at];
    const list = facts?.lists.find((candidate) => candidate.column === header.index)?.words;
    const money = facts?.money.includes(header.index);
    if (!profile) throw new Error('a column without a profile');
    const values = profile.distinct.size > mostValues ? [] : [...profile.distinct.keys()];
    return { header, values, proposal: proposeField({ title: header.title, profile, list, money }, context) };
  });
  const mine = columns.filter(({ header }) => header.title !== recordIdHeader);
  const taken = new Set(world.tables.all().map((entry) => entry.key));
  const { definition, keys } = proposeTable({ title: words.title, columns: mine, taken, pinyin: context.pinyin, words });
  return {
    definition,
    columns: mine.map(({ header, proposal, values }, at) => ({
      index: header.index,
      title: header.title,
      required: header.required,
      key: keys[at] ?? '',
      proposal,
      values,
    })),
  };
};

export interface MatchedSheet {
  /** `rounded`: long numbers whose last digits the spreadsheet has already changed. */
  readonly columns: readonly (ColumnMatch & { readonly samples: readonly string[]; readonly rounded: number })[];
  /** Field by which existing rows can be found, where the file has its column. */
  readonly key: string | null;
  /** Place of the record ids in a file of our own. */
  readonly idColumn: number | null;
}

/** Which field of a table each column of a sheet means. */
export const matchSheet = (read: ReadSheet, definition: Definition): MatchedSheet => {
  const { profiles } = read.reading;
  const held = read.reading.header.columns.map(({ index, title }, at) => {
    const profile = profiles[at];
    return { index, title, ids: profile && idColumn(title, profile)?.kind };
  });
  const matches = matchColumns(held, definition).map((match) =>
    match.other === true && match.field !== null ? { ...match, field: `${match.field}_other` } : match,
  );
  const columns = matches.map((match, at) => ({
    ...match,
    samples: profiles[at]?.samples ?? [],
    rounded: profiles[at]?.rounded ?? 0,
  }));
  const serial = columns.find(({ field }) => field !== null && definition.record.properties[field]?.['x-type'] === 'serial');
  return { columns, key: serial?.field ?? null, idColumn: columns.find(({ reason }) => reason === 'record-id')?.index ?? null };
};
