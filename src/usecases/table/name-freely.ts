import type { Definition } from '#core/definition/definition.ts';
import type { World } from '#usecases/ports/world.ts';

/** The definition under a key that no table has, the ones in the bin included: `customer_2` with the title 客户信息总表 2. */
export const nameFreely = (world: Pick<World, 'tables'>, definition: Definition): Definition => {
  if (!world.tables.any(definition.key)) return definition;
  let number = 2;
  while (world.tables.any(`${definition.key}_${number}`)) number += 1;
  const english = definition['x-en'];
  return {
    ...definition,
    key: `${definition.key}_${number}`,
    title: `${definition.title} ${number}`,
    ...(english?.title === undefined ? {} : { 'x-en': { ...english, title: `${english.title} ${number}` } }),
  };
};
