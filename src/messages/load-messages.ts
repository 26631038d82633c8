import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

/** Imports one language only, so that a browser never downloads the other. */
export const loadMessages = async (language: Language): Promise<Messages> => {
  const module = language === 'en' ? await import('./en/messages.ts') : await import('./zh-CN/messages.ts');
  return module.messages;
};
