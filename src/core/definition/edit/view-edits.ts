import type { Definition, View } from '#core/definition/definition.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { addPart, movePart, removePart, setPart } from '#core/definition/edit/keyed-list.ts';
import { partKey } from '#core/definition/edit/part-key.ts';
import { ok, type Result } from '#core/problem.ts';

const withViews = (definition: Definition, views: Result<readonly View[]>): Result<Definition> =>
  views.ok ? ok({ ...definition, views: views.value }) : views;

/** A view of the table, for everybody. */
export const addView: Command<'add-view'> = (definition, { view, at }, scene) => {
  const key = view.key === '' ? partKey(view.title, definition.views, scene) : view.key;
  return withViews(definition, addPart(definition.views, { ...view, key }, at));
};
export const setView: Command<'set-view'> = (definition, { key, set }) => withViews(definition, setPart(definition.views, key, set));
export const moveView: Command<'move-view'> = (definition, { key, at }) => withViews(definition, movePart(definition.views, key, at));
export const removeView: Command<'remove-view'> = (definition, { key }) => withViews(definition, removePart(definition.views, key));
