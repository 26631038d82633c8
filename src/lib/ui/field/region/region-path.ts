import type { RegionNode } from '../field-context.ts';

/** The nodes from 省 down to the code; empty for an unknown code. */
export const regionPath = (tree: readonly RegionNode[], code: string): readonly RegionNode[] => {
  for (const node of tree) {
    if (node.code === code) return [node];
    if (!code.startsWith(node.code)) continue;
    const below = regionPath(node.children ?? [], code);
    if (below.length > 0) return [node, ...below];
  }
  return [];
};
