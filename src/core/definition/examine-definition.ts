import type { Condition } from '#core/condition/condition.ts';
import type { FieldSource } from '#core/condition/condition-field.ts';
import { canHold } from '#core/condition/can-hold.ts';
import { checkCondition, fieldsUsed } from '#core/condition/check-condition.ts';
import { examineCondition } from '#core/condition/examine-condition.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { fieldConditions } from '#core/definition/field-condition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/**
 * Warnings on all conditions of a definition for the designer; never a refusal. `source` is the definition compiled. Views and reminders
 * may ask for retired options: rows still hold them.
 */
export const examineDefinition = (definition: Definition, source: FieldSource): readonly Problem[] => {
  const fields = Object.entries(definition.record.properties).flatMap(([key, field]) => examineField(key, field, source));
  const rows = rowConditions(definition).flatMap(({ condition, path }) => examineCondition(condition, source, path));
  return [...fields, ...rows.filter(({ code }) => code !== 'condition-retired')];
};

interface Placed {
  readonly condition: Condition;
  readonly path: string;
}

/** Conditions that choose rows: of views, their colours, and reminders. */
const rowConditions = ({ views, reminders }: Definition): readonly Placed[] => [
  ...views.flatMap((view, at) => [
    ...(view.filter === undefined ? [] : [{ condition: view.filter, path: pointer('views', at, 'filter') }]),
    ...(view.colors ?? []).map(({ when }, index) => ({ condition: when, path: pointer('views', at, 'colors', index, 'when') })),
  ]),
  ...reminders.flatMap(({ when }, at) => (when === undefined ? [] : [{ condition: when, path: pointer('reminders', at, 'when') }])),
];

const examineField = (key: string, field: FieldSchema, source: FieldSource): readonly Problem[] =>
  fieldConditions(field).flatMap(({ part, path: below }) => {
    const path = pointer('record', 'properties', key) + below;
    const own = examineCondition(part, source, path);
    if (own.some(({ code }) => code === 'condition-never')) return own;
    return [
      ...own,
      ...(below === pointer('x-show') ? hiddenSources(part, { source, path }) : whileHidden(field, part, { source, path, below })),
    ];
  });

interface Place {
  readonly source: FieldSource;
  readonly path: string;
}

const isSound = (condition: Condition, source: FieldSource): boolean => checkCondition(condition, source).length === 0;

/** Fields a show condition reads that are hidden whenever it holds. */
const hiddenSources = (condition: Condition, { source, path }: Place): readonly Problem[] =>
  [...new Set(fieldsUsed(condition))].flatMap((key) => {
    const read = source.field(key);
    const show = read?.schema['x-show'];
    if (!read || show === undefined || !isSound(condition, source) || !isSound(show, source)) return [];
    return canHold({ all: [condition, show] }, source) ? [] : [problem('condition-reads-hidden', path, { field: read.schema })];
  });

/** A requirement or a limit that could only hold while its own field is hidden, where neither matters. A lock holds there too. */
const whileHidden = (
  field: FieldSchema,
  condition: Condition,
  { source, path, below }: Place & { readonly below: string },
): readonly Problem[] => {
  const show = field['x-show'];
  if (show === undefined || below === pointer('x-lock') || !isSound(condition, source) || !isSound(show, source)) return [];
  return canHold({ all: [condition, show] }, source) ? [] : [problem('condition-while-hidden', path, { field })];
};
