import { problem } from '#core/problem.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';
import type { NewView, ViewDocument } from '#usecases/view/view-document.ts';

/** A view that one person saved for themselves; nobody else sees it. */
export interface PersonalView {
  readonly id: string;
  readonly title: string;
  readonly document: ViewDocument;
}

/** Enough for anybody's tabs. */
const mostViews = 50;

export const listPersonalViews = (world: World, { table, caller }: TableAccess): Promise<readonly PersonalView[]> =>
  world.db.read<PersonalView>({
    text: `select json_object('id', id, 'title', title, 'document', json(document)) as j from b_views where tbl = :tbl and person = :person order by created_at, id limit ${mostViews}`,
    params: { tbl: table.key, person: caller.id },
  });

export const savePersonalView = async (world: World, access: TableAccess, given: NewView): Promise<Outcome<PersonalView>> => {
  const known = await listPersonalViews(world, access);
  if (known.length >= mostViews) return refusedFor(problem('too-many-views', '', { most: mostViews }));
  const id = world.newId();
  await world.db.write([
    {
      text: 'insert into b_views (id, tbl, person, title, document, created_at) values (:id, :tbl, :person, :title, :document, :now)',
      params: {
        id,
        tbl: access.table.key,
        person: access.caller.id,
        title: given.title,
        document: JSON.stringify(given.document),
        now: access.now,
      },
    },
  ]);
  return done({ id, ...given });
};

/** Replaces a view of one's own; somebody else's is not there. */
export const changePersonalView = async (
  world: World,
  access: TableAccess,
  { id, view }: { readonly id: string; readonly view: NewView },
): Promise<Outcome<PersonalView>> => {
  const result = await world.db.write([
    {
      text: 'update b_views set title = :title, document = :document where id = :id and tbl = :tbl and person = :person',
      params: { id, tbl: access.table.key, person: access.caller.id, title: view.title, document: JSON.stringify(view.document) },
      changes: 1,
    },
  ]);
  return result.ok ? done({ id, ...view }) : notFound;
};

export const removePersonalView = async (world: World, access: TableAccess, id: string): Promise<Outcome<true>> => {
  const result = await world.db.write([
    {
      text: 'delete from b_views where id = :id and tbl = :tbl and person = :person',
      params: { id, tbl: access.table.key, person: access.caller.id },
      changes: 1,
    },
  ]);
  return result.ok ? done(true) : notFound;
};
