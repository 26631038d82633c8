/**
 * Runs every workbook and JSON Schema of ../shared/samples through the readers and prints what a person would be offered: sheets, header, a type per
 * column with its reason; fields of a schema and what stayed out. For trying by hand; no test depends on those files. `npm run try-samples [folder]`
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { transfer as words } from '#messages/zh-CN/transfer.ts';
import { foreign } from '#messages/zh-CN/foreign.ts';
import { readForeignSchema } from '#core/foreign/read-foreign-schema.ts';
import { proposeField } from '#core/transfer/propose-field.ts';
import { openWorkbook, type Workbook } from '#server/excel/read-workbook.ts';
import { regions } from '#server/text/regions.ts';

const folder = process.argv[2] ?? '../shared/samples/workbooks';
const spell = (text: string): readonly string[] => pinyin(text, { toneType: 'none', type: 'array' });

const worded = (code: string, params: Readonly<Record<string, unknown>>): string => {
  const sentences: Readonly<Record<string, string>> = { ...words, ...foreign };
  return (sentences[code] ?? `?? ${code}`).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
};

const printSheet = async (workbook: Workbook, index: number): Promise<void> => {
  const info = workbook.info.sheets[index];
  const profiled = await workbook.profile(index);
  if (info === undefined || !profiled.ok) {
    console.log('  refused', profiled);
    return;
  }
  const { header, profiles, rows, blankRows, blankColumns } = profiled.value;
  const hidden = info.hidden ? ' (hidden)' : '';
  console.log(
    `  ${info.name}${hidden}: header row ${String(header.row)} (${String(header.rows)}), ${String(rows)} rows, ${String(blankRows)} blank rows, ${String(blankColumns)} blank columns`,
  );
  for (const problem of info.problems) console.log(`    ! ${worded(problem.code, problem.params)}`);
  for (const [order, column] of header.columns.entries()) {
    const profile = profiles[order];
    if (profile === undefined) continue;
    const list = info.lists.find(({ column: at }) => at === column.index)?.words;
    const proposal = proposeField(
      { title: column.title, profile, list, money: info.money.includes(column.index) },
      { pinyin: spell, regionCode: regions.code },
    );
    const mark = column.required ? '*' : '';
    const counts = `${String(proposal.filled)}/${String(proposal.distinct ?? '…')}/${String(proposal.bad)}`;
    console.log(
      `    ${mark}${column.title} → ${proposal.field['x-type']} (${worded(proposal.reason.code, proposal.reason.params)}) ${counts} ${JSON.stringify(proposal.samples).slice(0, 80)}`,
    );
  }
};

for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
  if (name.endsWith('.json')) continue;
  const started = performance.now();
  const opened = await openWorkbook(join(folder, name), console.error);
  if (!opened.ok) {
    console.log(`${name}: ${opened.problems.map(({ code }) => code).join(', ')}`);
    continue;
  }
  const workbook = opened.value;
  console.log(`${name}: ${workbook.info.kind} ${workbook.info.encoding ?? ''}`);
  for (const index of workbook.info.sheets.keys()) await printSheet(workbook, index);
  await workbook.close();
  console.log(`  ${String(Math.round(performance.now() - started))} ms`);
}

const schemas = process.argv[2] ?? '../shared/samples/schemas';
for (const name of existsSync(schemas) ? readdirSync(schemas).sort() : []) {
  if (!name.endsWith('.json')) continue;
  const read = readForeignSchema(JSON.parse(readFileSync(join(schemas, name), 'utf8')), {
    fileName: name,
    taken: { keys: new Set(), titles: new Set() },
    pinyin: spell,
    words: { untitled: '未命名表', section: '基础信息', view: '全部' },
  });
  const left = read.ok ? read.value.leftOut : read.problems;
  const fields = read.ok ? Object.entries(read.value.definition.record.properties) : [];
  console.log(`${name}: ${read.ok ? `${read.value.definition.title}, ${String(fields.length)} fields` : 'refused'}`);
  for (const [key, field] of fields) console.log(`    ${key} ${field.title} → ${field['x-type']}`);
  for (const { code, path, params } of left) console.log(`    - ${path}: ${worded(code, params)}`);
}
