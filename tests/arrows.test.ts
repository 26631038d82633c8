import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A forbidden import, where it stands, and the rule of dependency-cruiser that must say so; '' where only ESLint can. */
interface Planted {
  readonly file: string;
  readonly text: string;
  readonly arrow: string;
  readonly lint: boolean;
}

const use = (path: string): string => `import * as planted from '${path}';\nexport const use = planted;\n`;
const inComponent = (path: string): string =>
  `<script lang="ts">\n  import type * as planted from '${path}';\n  let use: typeof planted | undefined;\n</script>\n\n{use}\n`;

const planted: readonly Planted[] = [
  { file: 'src/core/planted/a.ts', text: use('#usecases/ports/database.ts'), arrow: 'core-alone', lint: true },
  { file: 'src/core/planted/b.ts', text: use('#server/config.ts'), arrow: 'core-alone', lint: true },
  { file: 'src/core/planted/c.ts', text: use('node:fs'), arrow: 'core-no-io', lint: true },
  { file: 'src/core/planted/d.ts', text: use('svelte'), arrow: 'core-no-packages', lint: true },
  { file: 'src/core/planted/e.ts', text: use('ajv'), arrow: 'core-judges', lint: true },
  { file: 'src/core/mask/planted/a.ts', text: use('#core/audit/planted/b.ts'), arrow: 'core-siblings', lint: true },
  { file: 'src/core/audit/planted/b.ts', text: `export const here = 1;\n`, arrow: '', lint: false },
  { file: 'src/usecases/planted/a.ts', text: use('#server/config.ts'), arrow: 'usecases-ports-only', lint: true },
  { file: 'src/lib/server/planted/a.ts', text: use('#ui/planted/a.ts'), arrow: 'adapters', lint: true },
  { file: 'src/lib/ui/planted/a.ts', text: use('#usecases/ports/database.ts'), arrow: 'ui-draws-only', lint: true },
  { file: 'src/lib/ui/planted/b.svelte', text: inComponent('#server/config.ts'), arrow: '', lint: true },
  { file: 'src/routes/planted/a.ts', text: use('#server/sqlite/sql-text.ts'), arrow: 'routes-joined', lint: false },
  { file: 'src/core/circle/a.ts', text: use('#core/circle/b.ts'), arrow: 'no-circle', lint: false },
  { file: 'src/core/circle/b.ts', text: use('#core/circle/a.ts'), arrow: '', lint: false },
  { file: 'src/core/planted/fine.ts', text: use('#core/audit/planted/b.ts'), arrow: '', lint: false },
  { file: 'src/usecases/ports/database.ts', text: `export const here = 1;\n`, arrow: '', lint: false },
  { file: 'src/lib/server/config.ts', text: use('#usecases/ports/database.ts'), arrow: '', lint: false },
  { file: 'src/lib/server/sqlite/sql-text.ts', text: `export const here = 1;\n`, arrow: '', lint: false },
  { file: 'scripts/planted/a.mjs', text: use('undici'), arrow: 'scripts-before-install', lint: false },
];

/** A project of bad imports only, under our own rules; the real tree stays clean. */
function plant(): string {
  const folder = mkdtempSync(join(tmpdir(), 'biaoli-arrows-'));
  for (const name of ['package.json', 'tsconfig.json', 'eslint.config.js', '.dependency-cruiser.cjs'])
    copyFileSync(name, join(folder, name));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  symlinkSync(resolve('.svelte-kit'), join(folder, '.svelte-kit'));
  for (const { file, text } of planted) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const cruise = (cwd: string): Promise<{ from: string; rule: { name: string } }[]> =>
  new Promise((settle, reject) => {
    const program = join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    const words = [program, 'src', 'scripts', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    execFile(process.execPath, words, { cwd, maxBuffer: 1e9 }, (error, out) => {
      if (out === '') reject(error ?? new Error('no answer'));
      else settle(JSON.parse(out).summary.violations);
    });
  });

describe('the arrows between the rooms', () => {
  let folder: string;
  beforeAll(() => {
    folder = plant();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are held by dependency-cruiser', async () => {
    const violations = await cruise(folder);
    const found = violations.map((violation) => `${violation.from} ${violation.rule.name}`);
    const wanted = planted.filter(({ arrow }) => arrow !== '').map(({ file, arrow }) => `${file} ${arrow}`);
    expect(found).toEqual(expect.arrayContaining(wanted));
    for (const { file } of planted.filter(({ arrow, lint }) => arrow === '' && !lint)) expect(found.join('\n')).not.toContain(file);
  });

  it('are held by ESLint', async () => {
    const results = await new ESLint({ cwd: folder }).lintFiles(['src']);
    const found = results
      .filter((result) => result.messages.some((message) => message.ruleId === 'no-restricted-imports'))
      .map((result) => relative(folder, result.filePath));
    expect(found.sort()).toEqual(
      planted
        .filter(({ lint }) => lint)
        .map(({ file }) => file)
        .sort(),
    );
  });
});
