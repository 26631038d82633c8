import type { FieldMark } from '#core/definition/mark-fields.ts';
import type { Definition } from '#core/definition/definition.ts';
import { fill } from '#messages/fill.ts';
import { nameIn } from '#messages/name-in.ts';
import type { Messages } from '#messages/messages.ts';
import { changedField } from './change-mark.ts';
import { saidChanges } from './said-changes.ts';

interface Documents {
  readonly before: Definition;
  readonly after: Definition;
}

/** What was done to one field, a sentence each. */
export const markSentences = (
  { before, after }: Documents,
  marks: ReadonlyMap<string, FieldMark>,
  messages: Messages,
): ReadonlyMap<string, readonly string[]> => {
  const said = saidChanges(before, after, messages);
  const { compare: words } = messages;
  return new Map(
    [...marks].map(([key, mark]) => {
      const title = (after.record.properties[key] ?? before.record.properties[key])?.title;
      const own = said.filter(
        ({ kind, path, params }) => changedField(path) === key || (kind.startsWith('required-') && params['field'] === title),
      );
      const between = mark.between?.map((section) => nameIn(section, messages) || messages.form.otherFields);
      const moved = between === undefined ? words.movedWithin : fill(words.movedBetween, { from: between[0] ?? '', to: between[1] ?? '' });
      return [key, [...own.map((change) => change.words), ...(mark.moved ? [moved] : [])]] as const;
    }),
  );
};
