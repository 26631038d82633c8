import type { EditScene } from '#core/definition/edit/edit.ts';

/** A key for a section, a view or a reminder that none of its like has. */
export const partKey = (title: string, parts: readonly { readonly key: string }[], { makeKey }: EditScene): string =>
  makeKey(title, new Set(parts.map(({ key }) => key)));
