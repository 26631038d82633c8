import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepWorkbooks, type KeptWorkbooks } from '#server/transfer/keep-workbooks.ts';
import { tableFromUpload } from '#server/transfer/table-from-upload.ts';
import { openImportDesk } from '#usecases/import/import-desk.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';
import { startImport, type ImportTools, type Started } from '#usecases/import/start-import.ts';
import type { Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

export interface TestDesk {
  readonly tools: ImportTools;
  readonly workbooks: KeptWorkbooks;
  /** Puts bytes into the upload folder and answers the upload's id. */
  upload(bytes: Uint8Array | string): Promise<string>;
  uploadFile(path: string): Promise<string>;
  /** A table of a file, as proposed. */
  makeTable(caller: Caller, file: string, bytes: Uint8Array | string): Promise<ImportReport>;
  /** An import as the headers are recognised. */
  begin(
    caller: Caller,
    table: string,
    given: { readonly bytes: Uint8Array | string; readonly key?: string; readonly dryRun?: boolean },
  ): Promise<Started>;
  remove(): void;
}

export const openTestDesk = (world: World): TestDesk => {
  const folder = mkdtempSync(join(tmpdir(), 'biaoli-import-'));
  const workbooks = keepWorkbooks(folder);
  const tools: ImportTools = { world, workbooks, desk: openImportDesk(workbooks) };
  const upload = async (bytes: Uint8Array | string): Promise<string> => {
    const id = world.newId();
    writeFileSync(await workbooks.place(id), bytes);
    return id;
  };
  return {
    tools,
    workbooks,
    upload,
    uploadFile: async (path) => {
      const id = world.newId();
      copyFileSync(path, await workbooks.place(id));
      return id;
    },
    makeTable: async (caller, file, bytes) =>
      valueOf(
        await tableFromUpload(tools, caller, {
          upload: await upload(bytes),
          file,
          sheet: '',
          words: { untitled: '未命名表', section: '基础信息', allView: '全部' },
        }),
      ),
    begin: async (caller, table, { bytes, key = null, dryRun = false }) =>
      valueOf(
        await startImport(tools, caller, { upload: await upload(bytes), file: 'file', sheet: 0, table, columns: undefined, key, dryRun }),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
