import { existsSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import basicInfo from '#schemas/templates/basic-info.json' with { type: 'json' };
import customer from '#schemas/templates/customer.json' with { type: 'json' };
import groupCustomer from '#schemas/templates/group-customer.json' with { type: 'json' };
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { typesSource } from '#core/compile/types-source.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Command, Given } from '../command.ts';
import { giveOut } from '../files.ts';
import { join } from 'node:path';
import { requireConfig, withWorld } from '../open-data.ts';

/** Types of all live tables; of the shipped templates when asked, or while there is no table. */
export const types: Command = {
  name: 'types',
  words: 'typesWords',
  positionals: [],
  flags: { out: { value: 'FILE', words: 'outFlag' }, templates: { words: 'templatesFlag' } },
  run: async (given, speaker) => {
    const own = await ownTables(given);
    const texts = await Promise.all((own.length > 0 ? own : templates()).map(typesOf));
    giveOut(texts.join('\n'), given, speaker);
    return true;
  },
};

const ownTables = async ({ flags }: Given): Promise<readonly CompiledTable[]> => {
  if (flags.has('templates') || !existsSync(join(requireConfig().data, 'service'))) return [];
  return withWorld(async ({ world }) => world.tables.all().flatMap((entry) => (entry.state === 'live' ? [entry.table] : [])));
};

const templates = (): readonly CompiledTable[] =>
  [customer, groupCustomer, basicInfo].flatMap((document) => {
    const checked = checkDefinition(document);
    return checked.ok ? [compileTable(checked.value, 1)] : [];
  });

const typesOf = async (table: CompiledTable): Promise<string> => {
  const parts = (['record', 'create'] as const).map((purpose) => {
    const source = typesSource(table, purpose);
    return compile({ ...source }, String(source['title']), { bannerComment: '', additionalProperties: false, format: true });
  });
  return (await Promise.all(parts)).join('\n');
};
