import { error, json } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { fieldKey, fieldKeys } from '#core/transfer/field-key.ts';
import { readBody } from '#server/http/read-body.ts';
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

const mostTitles = 2000;

/** `{ titles }` → an id for each, none twice, in one question for all options that were pasted. */
export const POST: RequestHandler = async (event) => {
  const { world, access } = tableScene(event);
  if (!canManageTables(access.caller)) error(403);
  const body = await readBody(event, ['titles']);
  if (!body.ok) return body.response;
  const { titles } = body.value;
  const isSound = Array.isArray(titles) && titles.length <= mostTitles && titles.every((title) => typeof title === 'string');
  if (!isSound) error(400);
  return json({
    keys: fieldKeys(
      titles.map((title: string) => title.slice(0, longest)),
      soundsOf(world),
    ),
  });
};
