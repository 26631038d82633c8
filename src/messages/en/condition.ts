import type { ConditionMessages } from '../zh-CN/condition.ts';

export const condition = {} satisfies ConditionMessages;
