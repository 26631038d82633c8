import type { CellRange, SheetRow } from '#core/transfer/cell.ts';
import { findHeader, type Header } from '#core/transfer/find-header.ts';
import { addToProfile, startProfile, type ColumnProfile } from '#core/transfer/profile-column.ts';
import { numberedTitles } from '#core/transfer/header-title.ts';
import type { SheetInfo, SheetSource } from '#server/excel/sheet-source.ts';

export interface SheetProfile {
  readonly header: Header;
  /** One per column of the header, in its order. */
  readonly profiles: readonly ColumnProfile[];
  /** Rows with data, and blank rows between them. */
  readonly rows: number;
  readonly blankRows: number;
  /** Columns that hold neither a title nor a value. */
  readonly blankColumns: number;
}

export const headerOf = (info: { readonly head: readonly SheetRow[]; readonly merges: readonly CellRange[] }): Header =>
  findHeader(info.head, info.merges);

interface Profiling {
  readonly sheet: number;
  readonly info: SheetInfo;
  /** False: only the columns that hold anything are found. */
  readonly values: boolean;
}

/** Reads every row of a sheet once and gathers what the judgement of its columns needs. Columns whose first value comes late are added. */
export const profileSheet = async (source: SheetSource, { sheet, info, values }: Profiling): Promise<SheetProfile> => {
  const header = headerOf(info);
  const profiles = new Map<number, ColumnProfile>(header.columns.map(({ index }) => [index, startProfile()]));
  const passed = values ? new Set<number>() : new Set(profiles.keys());
  const sums = { rows: 0, last: header.firstData - 1 };
  for await (const rows of source.rows(sheet)) {
    for (const { number, cells } of rows) {
      if (number < header.firstData) continue;
      sums.rows += 1;
      sums.last = number;
      addRow(profiles, cells, passed);
    }
  }
  const columns = withLateColumns(header, profiles);
  return {
    header: { ...header, columns },
    profiles: columns.map(({ index }) => profiles.get(index) ?? startProfile()),
    rows: sums.rows,
    blankRows: sums.last - header.firstData + 1 - sums.rows,
    blankColumns: Math.max(0, info.columns - columns.length),
  };
};

const addRow = (profiles: Map<number, ColumnProfile>, cells: SheetRow['cells'], passed: ReadonlySet<number>): void => {
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    if (cell === null || cell === undefined || cell === '' || passed.has(index)) continue;
    let profile = profiles.get(index);
    if (profile === undefined) {
      profile = startProfile();
      profiles.set(index, profile);
    }
    addToProfile(profile, cell);
  }
};

const withLateColumns = (header: Header, profiles: ReadonlyMap<number, ColumnProfile>): Header['columns'] => {
  const known = new Set(header.columns.map(({ index }) => index));
  const late = [...profiles]
    .filter(([index, profile]) => !known.has(index) && profile.filled > 0)
    .map(([index]) => ({ index, title: '', required: false }));
  if (late.length === 0) return header.columns;
  const all = [...header.columns, ...late].sort((left, right) => left.index - right.index);
  const titles = numberedTitles(all);
  return all.map((column, order) => ({ ...column, title: titles[order] ?? '' }));
};
