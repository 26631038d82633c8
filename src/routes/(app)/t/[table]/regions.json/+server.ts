import { answerCaller, jsonResponse } from '#server/http/answer.ts';
import type { World } from '#usecases/ports/world.ts';
import { initialsByWord } from '#usecases/view/present-table.ts';
import type { RequestHandler } from './$types.ts';

interface Node {
  readonly code: string;
  readonly name: string;
  readonly children?: readonly Node[];
}

const treeOf = (world: World, code: string): readonly Node[] =>
  world.regions.children(code).map(({ code: own, title }) => {
    const children = treeOf(world, own);
    return { code: own, name: title, ...(children.length > 0 ? { children } : {}) };
  });

const namesOf = (nodes: readonly Node[]): readonly string[] => nodes.flatMap(({ name, children = [] }) => [name, ...namesOf(children)]);

let body: string | undefined;

/** The whole tree with pinyin initials; the same for everybody, made once. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world }) => {
    if (body === undefined) {
      const tree = treeOf(world, '');
      body = JSON.stringify({ tree, initials: initialsByWord([...new Set(namesOf(tree))], world) });
    }
    const response = jsonResponse(null);
    return new Response(body, { headers: { ...Object.fromEntries(response.headers), 'cache-control': 'private, max-age=86400' } });
  });
