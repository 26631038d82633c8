/** Words inside the files we write, and of tables made from files. */
export const workbook = {
  untitled: '未命名表',
  section: '基础信息',
  allView: '全部',
  refusedFile: '{file}_待修正',
  refusedSheet: '待修正',
  refusedRow: '原行号',
  refusedReason: '{title}：原因',
  refusedWhole: '整行：原因',
  exportFile: '{table}_{day}',
  overdue: '提醒',
};
export type WorkbookMessages = typeof workbook;
