import type { GivenColumns } from '#usecases/import/start-import.ts';

/** `[{ index, field }]` of a body; undefined where it is not that. */
export const readColumns = (value: unknown): GivenColumns | undefined => {
  if (!Array.isArray(value)) return undefined;
  const columns = value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('index' in item) || typeof item.index !== 'number') return [];
    const field = 'field' in item && typeof item.field === 'string' ? item.field : null;
    return [{ index: item.index, field }];
  });
  return columns.length === value.length ? columns : undefined;
};
