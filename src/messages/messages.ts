import type { messages } from './zh-CN/messages.ts';

/** Every word of the interface by topic; zh-CN is the base and other languages satisfy its type. */
export type Messages = typeof messages;
