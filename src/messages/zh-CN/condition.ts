/** Parts of the sentence that explains a condition. */
export const condition = {};
export type ConditionMessages = typeof condition;
