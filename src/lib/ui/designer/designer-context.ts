import { createContext } from 'svelte';
import type { FieldContext } from '#ui/field/field-context.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import type { Messages } from '#messages/messages.ts';
import type { DesignerModel } from './designer-model.svelte.ts';
import type { OptionUse } from './option-use.svelte.ts';

/** What every part of the designer page shares. */
export interface DesignerScene {
  readonly model: DesignerModel;
  readonly messages: Messages;
  /** The draft, compiled as sentences and the form to try need it: new with every edit. */
  readonly table: TableModel;
  /** People, language and zone: the same as long as the page stands, so that an edit redraws only what it changed. */
  readonly context: FieldContext;
  /** Rows of the table, out of the bin. */
  readonly rows: number;
  readonly use: OptionUse;
}

export const [useDesigner, setDesigner] = createContext<DesignerScene>();
