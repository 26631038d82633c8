import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import access from '#schemas/meta/access.json' with { type: 'json' };
import condition from '#schemas/meta/condition.json' with { type: 'json' };
import definition from '#schemas/meta/definition.json' with { type: 'json' };
import field from '#schemas/meta/field.json' with { type: 'json' };
import layout from '#schemas/meta/layout.json' with { type: 'json' };
import option from '#schemas/meta/option.json' with { type: 'json' };
import reminder from '#schemas/meta/reminder.json' with { type: 'json' };
import view from '#schemas/meta/view.json' with { type: 'json' };
import words from '#schemas/meta/words.json' with { type: 'json' };
import { shapeProblems } from '#core/definition/shape-problem.ts';
import type { Problem } from '#core/problem.ts';

let compiled: ValidateFunction | undefined;

/** The meta-schema is compiled on first use: half of all starts never check a definition. */
const metaSchema = (): ValidateFunction => {
  if (compiled) return compiled;
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
  });
  ajv.addVocabulary(['x-problem']);
  ajv.addSchema([access, condition, field, layout, option, reminder, view, words]);
  compiled = ajv.compile(definition);
  return compiled;
};

/** What the meta-schema finds wrong, in our codes; faults inside conditions are left to `checkCondition`, which says them better. */
export const shapeFaults = (input: unknown): readonly Problem[] => {
  const validate = metaSchema();
  return validate(input) ? [] : shapeProblems(validate.errors ?? []);
};
