import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openWorkbook } from '#server/excel/read-workbook.ts';
import { writeError } from '#server/log.ts';
import type { RefusedLine, Workbooks } from '#usecases/ports/workbooks.ts';

const uploadAge = 24 * 3_600_000;
const refusedAge = 30 * 86_400_000;
const chunk = 500;
const isId = (id: string): boolean => /^[a-z0-9]{15}$/.test(id);

export interface KeptWorkbooks extends Workbooks {
  /** Where an upload of this id is to be written. */
  place(upload: string): Promise<string>;
}

/** Uploads (for a day) and refused rows (for 30 days) as files below the data folder. */
export const keepWorkbooks = (folder: string): KeptWorkbooks => {
  const uploads = join(folder, 'uploads');
  const refused = join(folder, 'refused');
  const uploadPath = (id: string): string => join(uploads, id);
  const refusedPath = (id: string): string => join(refused, `${id}.jsonl`);
  return {
    place: async (upload) => {
      await mkdir(uploads, { recursive: true });
      await dropOld(uploads, uploadAge);
      return uploadPath(upload);
    },
    pathOf: (upload) => (isId(upload) && existsSync(uploadPath(upload)) ? uploadPath(upload) : undefined),
    open: (path) => openWorkbook(path, (error) => writeError('workbook', error)),
    discard: (upload) => (isId(upload) ? rm(uploadPath(upload), { force: true }) : Promise.resolve()),
    keepRefused: async (importId, lines) => {
      await mkdir(refused, { recursive: true });
      await appendFile(refusedPath(importId), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    },
    refusedOf: (importId) => readLines(refusedPath(importId)),
    dropRefused: async (importId) => {
      await rm(refusedPath(importId), { force: true });
      await dropOld(refused, refusedAge);
    },
  };
};

const dropOld = async (folder: string, age: number): Promise<void> => {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (Date.now() - (await stat(path)).mtimeMs > age) await rm(path, { force: true });
  }
};

async function* readLines(path: string): AsyncGenerator<readonly RefusedLine[]> {
  if (!existsSync(path)) return;
  let lines: RefusedLine[] = [];
  for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
    const line: RefusedLine = JSON.parse(text);
    lines.push(line);
    if (lines.length < chunk) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
