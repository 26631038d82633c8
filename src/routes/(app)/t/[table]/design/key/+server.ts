import { error, json } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { fieldKey } from '#core/transfer/field-key.ts';
import { soundsOf } from '#usecases/table/sounds-of.ts';
import { tableScene } from '../../table-scene.ts';
import type { RequestHandler } from './$types.ts';

const longest = 200;

/** `?title=` → the key made of it by full pinyin, which a browser has no dictionary for. */
export const GET: RequestHandler = (event) => {
  const { world, access } = tableScene(event);
  if (!canManageTables(access.caller)) error(403);
  const title = (event.url.searchParams.get('title') ?? '').slice(0, longest);
  return json({ key: fieldKey(title, soundsOf(world)) });
};
