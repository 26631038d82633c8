import { diffImpact, impact, optionIn, retiredOptions, touchedFields, type Impact } from '#core/definition/diff-impact.ts';
import type { Change } from '#core/definition/change.ts';
import type { Definition } from '#core/definition/definition.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';
import { named, type Titled } from '#core/naming.ts';
import { rightsOf } from '#core/permission/rights.ts';
import type { World } from '#usecases/ports/world.ts';
import { optionViews } from '#usecases/view/option-views.ts';

interface Difference {
  readonly before: Definition;
  readonly after: Definition;
  readonly changes: readonly Change[];
}

/** All that a revision means elsewhere: in the document itself, in views people saved, for programs with tokens. */
export const revisionImpact = async (world: World, { before, after, changes }: Difference): Promise<readonly Impact[]> => {
  const touched = touchedFields(before, after);
  const title = (key: string): Titled => named({ ...before.record.properties, ...after.record.properties }, key);
  return [
    ...diffImpact(before, after, changes),
    ...(await personalViews(world, { table: before.key, keys: [...touched.gone, ...touched.retyped], title })),
    ...(await savedOptions(world, before, after)),
    ...(await tokens(world, { definition: before, touched, title })),
  ];
};

interface Asked {
  readonly table: string;
  readonly keys: readonly string[];
  readonly title: (key: string) => Titled;
}

const personalViews = async (world: Pick<World, 'db'>, { table, keys, title }: Asked): Promise<readonly Impact[]> => {
  if (keys.length === 0) return [];
  const rows = await world.db.read<readonly [string, string]>({
    text: 'select json_array(person, document) as j from b_views where tbl = :table limit 5000',
    params: { table },
  });
  return keys.flatMap((key) => {
    const named = new RegExp(`"-?${key}"`);
    const using = rows.filter(([, document]) => named.test(document));
    const people = new Set(using.map(([person]) => person)).size;
    return using.length === 0 ? [] : [impact('impact-personal-view', key, { people, count: using.length, field: title(key) })];
  });
};

/** Views that people keep for themselves and that ask for an option which is retired. */
const savedOptions = async (world: Pick<World, 'db'>, before: Definition, after: Definition): Promise<readonly Impact[]> => {
  const retired = retiredOptions(before, after).flatMap(({ key, ids }) => ids.map((id) => ({ key, id })));
  if (retired.length === 0) return [];
  const views = await optionViews(world, { key: before.key, field: draftSource(before).field });
  return retired.flatMap(({ key, id }) => {
    const using = views.filter(({ options }) => options.includes(`${key}/${id}`));
    const people = new Set(using.map(({ person }) => person)).size;
    return using.length === 0
      ? []
      : [impact('impact-option-saved', key, { people, count: using.length, option: optionIn(before, key, id) })];
  });
};

interface Programs {
  readonly definition: Definition;
  readonly touched: ReturnType<typeof touchedFields>;
  readonly title: (key: string) => Titled;
}

/** Programs are told apart by whose token they use; only people who may write here count. */
const tokens = async (world: World, { definition, touched, title }: Programs): Promise<readonly Impact[]> => {
  if (touched.newlyRequired.length + touched.retyped.length + touched.gone.length === 0) return [];
  const rows = await world.db.read<readonly [string]>({
    text: `select json_array(person) as j from b_tokens where revoked_at = '' and expires_at > :now limit 5000`,
    params: { now: new Date(world.now()).toISOString() },
  });
  const writers = rows.flatMap(([id]) => {
    const person = world.directory.person(id);
    return person && rightsOf(person, definition).create ? [person.name] : [];
  });
  if (writers.length === 0) return [];
  const people = [...new Set(writers)].slice(0, 10);
  const say = (kind: string, keys: readonly string[]): readonly Impact[] =>
    keys.map((key) => impact(kind, key, { count: writers.length, people, field: title(key) }));
  return [
    ...say('impact-token-required', touched.newlyRequired),
    ...say('impact-token-type', touched.retyped),
    ...say('impact-token-gone', touched.gone),
  ];
};
