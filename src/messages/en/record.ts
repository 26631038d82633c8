import type { RecordMessages } from '../zh-CN/record.ts';

export const record = {
  untitled: 'Untitled',
  history: 'History',
  historyNone: 'No changes yet',
  created: 'Created',
  imported: 'Created by an import',
  updated: 'Changed fields: {count}',
  deleted: 'Moved to bin',
  restored: 'Restored',
  before: 'Before',
  after: 'After',
  was: 'Was not set',
  system: 'System',
  edit: 'Edit',
  duplicate: 'Duplicate',
  copyLink: 'Copy link',
  inBin: 'This record is in the bin',
  gone: 'This record is gone, or you cannot see it',
} satisfies RecordMessages;
