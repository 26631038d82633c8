import type { WorkbookMessages } from '../zh-CN/workbook.ts';

export const workbook = {
  untitled: 'Untitled table',
  section: 'Basics',
  allView: 'All',
  refusedFile: '{file}_to mend',
  refusedSheet: 'To mend',
  refusedRow: 'Row in the file',
  refusedReason: '{title}: why',
  refusedWhole: 'Whole row: why',
  exportFile: '{table}_{day}',
  overdue: 'Reminder',
} satisfies WorkbookMessages;
