import type { OptionUseMessages } from '../zh-CN/option-use.ts';

export const optionUse = {
  view: 'view “{title}”',
  color: 'row colour “{title}”',
  reminder: 'reminder “{title}”',
  show: 'when “{title}” is shown',
  require: 'when “{title}” is required',
  lock: 'when “{title}” is locked',
  limit: 'when “{title}” may be chosen',
  default: 'the default of “{title}”',
  count: 'Places that still use {options}: {count}. {uses}',
  personal: 'People’s own saved views that use {options}: {count}. They change these themselves',
  follow: 'Change these to “{to}” too ({count})',
  followWhy: 'In this draft, published with its other changes',
  retireTitle: 'Retire “{option}”',
  retireWhy: 'Nobody can choose it any more, and rows stay as they are; the places above go on asking for it.',
  retireGo: 'Retire',
} satisfies OptionUseMessages;
