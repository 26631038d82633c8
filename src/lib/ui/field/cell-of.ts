import type { Component } from 'svelte';
import type { FieldTypeName } from '#core/definition/definition.ts';
import type { CellProps } from './input-props.ts';

const found = import.meta.glob<Component<CellProps>>('./*/cell.svelte', { eager: true, import: 'default' });

/** The cell of a field type: `<type>/cell.svelte`. A type without one is a bug. */
export const cellOf = (type: FieldTypeName): Component<CellProps> => {
  const component = found[`./${type}/cell.svelte`];
  if (component === undefined) throw new Error(`Field type ${type} has no cell`);
  return component;
};
