import type { Bind, SqlValue } from '#core/condition/condition-to-sql.ts';

/** SQL text with its bound values by name. */
export interface SqlText {
  readonly text: string;
  readonly params: Readonly<Record<string, SqlValue | null>>;
}

/** Collects the values of one query; every value gets a name of its own. */
export const newBindings = (): { readonly bind: Bind; readonly params: Record<string, SqlValue | null> } => {
  const params: Record<string, SqlValue | null> = {};
  let count = 0;
  return {
    params,
    bind: (value) => {
      const name = `v${count}`;
      count += 1;
      params[name] = value;
      return `:${name}`;
    },
  };
};
