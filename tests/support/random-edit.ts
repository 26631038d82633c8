import fc from 'fast-check';
import { runsLinear } from '#core/compile/linear-pattern.ts';
import type { Condition } from '#core/condition/condition.ts';
import { fieldTypeNames, type Definition, type FieldSchema } from '#core/definition/definition.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { fieldKey } from '#core/transfer/field-key.ts';

const syllables = (text: string): readonly string[] => [...text].map((character) => `u${(character.codePointAt(0) ?? 0).toString(16)}`);

/** Keys for tests: Chinese characters by their numbers. */
export const testScene = (base?: Definition): EditScene => ({
  base,
  makeKey: (title, taken) => fieldKey(title, syllables, taken),
  patterns: runsLinear,
});

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

const titles = fc.constantFrom('金额', '客户名称', '来源', '预算', ' ', '', '备注 2', 'Budget', '状态', '\u0000', 'x'.repeat(201), '归属');
const places = fc.integer({ min: -1, max: 12 });

/** An edit drawn for a document: mostly of parts it has, now and then of parts it has not. */
export const drawEdit = (definition: Definition, draw: Draw): Edit => {
  const fields = Object.keys(definition.record.properties);
  const key = draw(fc.constantFrom(...fields, ...fields, 'no_such_field'));
  const section = draw(fc.constantFrom('', ...definition.layout.map((part) => part.key), 'no-such'));
  const made = draw(fc.constantFrom(fieldEdits, fieldEdits, optionEdits, sectionEdits, partEdits));
  return made({ definition, key, section, draw });
};

interface Scene {
  readonly definition: Definition;
  readonly key: string;
  readonly section: string;
  readonly draw: Draw;
}

const newField = (draw: Draw): FieldSchema => {
  const title = draw(titles);
  return draw(
    fc.constantFrom<FieldSchema>(
      { title, type: 'string', 'x-type': 'text' },
      { title, type: 'string', 'x-type': 'text', minLength: 5, maxLength: 3 },
      { title, type: 'number', 'x-type': 'money', minimum: 0, default: 5 },
      {
        title,
        type: 'string',
        'x-type': 'choice',
        oneOf: [
          { const: 'a', title: '甲' },
          { const: 'b', title: '乙' },
        ],
        default: 'a',
      },
      { title, type: 'string', 'x-type': 'choice' },
      { title, type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: [{ const: 'a', title: '甲' }] } },
      { title, type: 'string', 'x-type': 'date', format: 'date' },
      { title, type: 'string', 'x-type': 'member' },
    ),
  );
};

const condition = ({ definition, draw }: Scene): Condition => {
  const field = draw(fc.constantFrom(...Object.keys(definition.record.properties), '$created', 'no_such_field'));
  const schema = definition.record.properties[field];
  const value = schema && optionsOf(schema)[0]?.const;
  return draw(
    fc.constantFrom<Condition>(
      { field, op: 'filled' },
      { field, op: 'empty' },
      { all: [{ field, op: 'filled' }, { not: { field, op: 'empty' } }] },
      value === undefined ? { field, op: 'filled' } : { field, op: 'is', value },
      { field, op: 'contains', value: 'a' },
    ),
  );
};

const fieldEdits = (scene: Scene): Edit => {
  const { definition, key, section, draw } = scene;
  const removed = Object.keys(definition.record['x-removed'] ?? {});
  const edits: readonly (() => Edit)[] = [
    () => ({ kind: 'add-field', schema: newField(draw), section, at: draw(places) }),
    () => ({ kind: 'add-field', key: draw(fc.constantFrom('fresh', 'Bad Key', key, ...removed)), schema: newField(draw) }),
    () => ({ kind: 'copy-field', key, as: draw(titles) }),
    () => ({ kind: 'set-field', key, set: { title: draw(titles) } }),
    () => ({
      kind: 'set-field',
      key,
      set: { description: draw(fc.constantFrom('说明', null)), 'x-en': draw(fc.constantFrom({ title: 'A' }, null)) },
    }),
    () => ({
      kind: 'set-field',
      key,
      set: { [draw(fc.constantFrom('x-show', 'x-require', 'x-lock'))]: draw(fc.boolean()) ? condition(scene) : null },
    }),
    () => ({ kind: 'set-field', key, set: { maxLength: draw(fc.constantFrom(1, 40, null)), minimum: draw(fc.constantFrom(3, null)) } }),
    () => ({ kind: 'set-field', key, set: { default: draw(fc.constantFrom('a', 'none', 5, 'zz', null)) } }),
    () => ({
      kind: 'set-field',
      key,
      set: { 'x-other': draw(fc.constantFrom(true, null)), 'x-unique': draw(fc.constantFrom(true, null)) },
    }),
    () => ({ kind: 'change-type', key, type: draw(fc.constantFrom(...fieldTypeNames)), options: ['甲', '乙', '甲'] }),
    () => ({ kind: 'require-field', key, required: draw(fc.boolean()) }),
    () => ({ kind: 'move-field', key, section, at: draw(places) }),
    () => ({ kind: 'remove-field', key }),
    () => ({ kind: 'restore-field', key: draw(fc.constantFrom(...(removed.length > 0 ? removed : [key]))) }),
    () => ({
      kind: 'rekey-field',
      key,
      to: draw(fc.constantFrom('renamed', 'renamed', 'owner', 'Bad', ...Object.keys(definition.record.properties))),
    }),
    () => ({
      kind: 'batch',
      edits: [
        { kind: 'set-field', key, set: { title: draw(titles) } },
        { kind: 'require-field', key, required: true },
      ],
    }),
  ];
  return draw(fc.constantFrom(...edits))();
};

const optionEdits = ({ definition, key: any, draw }: Scene): Edit => {
  const choosing = Object.entries(definition.record.properties).flatMap(([own, field]) => (optionsOf(field).length > 0 ? [own] : []));
  const key = draw(fc.constantFrom(any, ...choosing, ...choosing));
  const field = definition.record.properties[key];
  const ids = [...(field ? optionsOf(field).map((option) => option.const) : []), 'none-such'];
  const option = draw(fc.constantFrom(...ids));
  const edits: readonly (() => Edit)[] = [
    () => ({ kind: 'add-options', key, titles: draw(fc.array(titles, { maxLength: 5 })), at: draw(places) }),
    () => ({ kind: 'set-option', key, option, set: { title: draw(titles), 'x-color': draw(fc.constantFrom('red', null)) } }),
    () => ({ kind: 'set-option', key, option, set: { 'x-other-option': draw(fc.constantFrom(true, false, null)) } }),
    () => ({
      kind: 'set-option',
      key,
      option,
      set: { 'x-when': { field: draw(fc.constantFrom(...Object.keys(definition.record.properties))), op: 'filled' } },
    }),
    () => ({ kind: 'move-option', key, option, at: draw(places) }),
    () => ({ kind: 'sort-options', key, by: draw(fc.shuffledSubarray(ids)) }),
    () => ({ kind: 'remove-option', key, option }),
    () => ({ kind: 'retire-option', key, option, ...(draw(fc.boolean()) ? { replacedBy: draw(fc.constantFrom(...ids)) } : {}) }),
    () => ({ kind: 'reopen-option', key, option }),
    () => ({ kind: 'follow-option', key, from: [option], to: draw(fc.constantFrom(...ids)) }),
    () => ({ kind: 'rekey-options', key, ids: { [option]: draw(fc.constantFrom('renamed', 'Bad id', ...ids)) } }),
  ];
  return draw(fc.constantFrom(...edits))();
};

const sectionEdits = ({ section: key, draw }: Scene): Edit => {
  const edits: readonly (() => Edit)[] = [
    () => ({ kind: 'add-section', title: draw(titles), at: draw(places) }),
    () => ({ kind: 'set-section', key, title: draw(titles), columns: draw(fc.constantFrom(1, 2)) }),
    () => ({ kind: 'move-section', key, at: draw(places) }),
    () => ({ kind: 'remove-section', key }),
  ];
  return draw(fc.constantFrom(...edits))();
};

const partEdits = (scene: Scene): Edit => {
  const { definition, key: field, draw } = scene;
  const view = draw(fc.constantFrom(...definition.views.map((part) => part.key), 'no-such'));
  const reminder = draw(fc.constantFrom(...definition.reminders.map((part) => part.key), 'no-such'));
  const edits: readonly (() => Edit)[] = [
    () => ({ kind: 'set-table', title: draw(titles), description: draw(fc.constantFrom('说明', '', null)) }),
    () => ({
      kind: 'set-access',
      set: { owner: draw(fc.constantFrom(field, 'owner', null)), approval: draw(fc.constantFrom(true, null)) },
    }),
    () => ({
      kind: 'add-view',
      view: { key: draw(fc.constantFrom('', '', view)), title: draw(titles), columns: [field], frozen: draw(fc.constantFrom(0, 1, 1, 2)) },
    }),
    () => ({
      kind: 'set-view',
      key: view,
      set: { group: draw(fc.constantFrom([field], null)), sort: draw(fc.constantFrom([`-${field}`], ['$created'], null)) },
    }),
    () => ({
      kind: 'set-view',
      key: view,
      set: { filter: condition(scene), colors: [{ title: '急', color: 'red', when: condition(scene) }] },
    }),
    () => ({ kind: 'move-view', key: view, at: draw(places) }),
    () => ({ kind: 'remove-view', key: view }),
    () => ({ kind: 'add-reminder', reminder: { key: '', title: draw(titles), on: 'state', when: condition(scene), who: [field] } }),
    () => ({ kind: 'add-reminder', reminder: { key: '', title: draw(titles), on: 'date', date: { field, yearly: true, before: [7] } } }),
    () => ({
      kind: 'set-reminder',
      key: reminder,
      set: { mark: draw(fc.constantFrom('red', null)), who: draw(fc.constantFrom(['manager'], ['manager', field], null)) },
    }),
    () => ({ kind: 'move-reminder', key: reminder, at: draw(places) }),
    () => ({ kind: 'remove-reminder', key: reminder }),
  ];
  return draw(fc.constantFrom(...edits))();
};
