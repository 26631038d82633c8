import type { FieldCheck, SchemaFault } from '#core/compile/field-check.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

type Check = ((value: unknown) => boolean) & { readonly errors?: readonly SchemaFault[] | null };

const isCheck = (value: unknown): value is Check => typeof value === 'function';

/** The checks of one revision of a table, precompiled by the server; rejects when they cannot be had. */
export const loadCheck = async (model: TableModel): Promise<FieldCheck> => {
  const module: object = await import(/* @vite-ignore */ `/t/${model.table.key}/check.js?r=${model.revision}`);
  const checks = new Map(Object.entries(module));
  return (key, value) => {
    const check: unknown = checks.get(`f_${key}`);
    if (!isCheck(check) || check(value)) return [];
    return (check.errors ?? []).map(({ keyword, schemaPath, instancePath, params }) => ({ keyword, schemaPath, instancePath, params }));
  };
};

/** Until the checks are here nothing is refused by them; the server judges in any case. */
export const acceptAll: FieldCheck = () => [];
