import { linkNode } from './link-node.mjs';

linkNode();
