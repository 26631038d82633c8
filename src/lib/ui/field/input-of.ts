import type { Component } from 'svelte';
import type { FieldTypeName } from '#core/definition/definition.ts';
import type { InputProps } from './input-props.ts';

const found = import.meta.glob<Component<InputProps>>('./*/input.svelte', { eager: true, import: 'default' });

/** The input of a field type: `<type>/input.svelte`. A type without one is a bug. */
export const inputOf = (type: FieldTypeName): Component<InputProps> => {
  const component = found[`./${type}/input.svelte`];
  if (component === undefined) throw new Error(`Field type ${type} has no input`);
  return component;
};
