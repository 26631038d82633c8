import type { Value } from '#core/definition/definition.ts';
import type { Result } from '#core/problem.ts';

interface Seat {
  readonly value: () => Value;
  readonly parse: (text: string) => Result<Value>;
  readonly format: (value: Value) => string;
  readonly onchange: (value: Value) => void;
}

export interface TypedText {
  readonly text: string;
  type(text: string): void;
  leave(): void;
}

/**
 * The text of an input whose value is not text. While someone types, the text stays as typed and what it means goes up; a text without
 * a meaning goes up as it is. On leaving, a text with a meaning takes the canonical spelling. A value from outside wins over the text.
 */
export const typedText = ({ value, parse, format, onchange }: Seat): TypedText => {
  let draft = $state.raw<{ readonly text: string; readonly value: Value; readonly read: boolean } | undefined>(undefined);
  return {
    get text() {
      return draft !== undefined && draft.value === value() ? draft.text : format(value());
    },
    type: (text) => {
      const result = parse(text);
      draft = { text, value: result.ok ? result.value : text, read: result.ok };
      onchange(draft.value);
    },
    leave: () => {
      if (draft?.read === true) draft = undefined;
    },
  };
};
