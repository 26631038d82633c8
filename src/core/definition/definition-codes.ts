/** Every problem code of `checkDefinition`: each has a broken example in tests/schemas and words in both languages. */
export const definitionCodes: readonly string[] = (
  'unknown-keyword missing-keyword definition-type definition-version definition-too-deep definition-too-big not-one-of empty-entry entry-too-long entry-twice ' +
  'too-many-entries too-many-fields no-field number-out-of-range title-blank title-control key-shape reserved-key other-key-taken key-removed key-twice ' +
  'field-type type-disagrees format-disagrees keyword-of-other-type bounds-crossed amount-bound length-bound pattern-broken pattern-unsafe ' +
  'option-id option-twice option-title-twice no-such-option option-parent no-open-option no-options too-few-options other-option ' +
  'two-defaults fill-shape default-rule default-of-other-type default-misfit serial-rule serial-prefix serial-restart serial-read-only ' +
  'no-such-field field-placed-twice group-field frozen-beyond reminder-when no-such-person owner-not-member access-owner access-required ' +
  'condition-shape condition-field condition-operator condition-value condition-too-deep condition-too-large condition-circle'
).split(' ');
