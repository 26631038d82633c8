import type { TransferMessages } from '../zh-CN/transfer.ts';

export const transfer = {} satisfies TransferMessages;
