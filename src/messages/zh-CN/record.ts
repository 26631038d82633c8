/** One record: its head and its timeline. */
export const record = {
  untitled: '未命名',
  history: '修改记录',
  historyNone: '还没有修改',
  created: '新建',
  imported: '由导入新建',
  updated: '改了 {count} 个字段',
  deleted: '移入回收站',
  restored: '还原',
  before: '改前',
  after: '改后',
  was: '原来未填',
  system: '系统',
  edit: '编辑',
  duplicate: '复制一条',
  copyLink: '复制链接',
  inBin: '这条记录在回收站里',
  gone: '这条记录不在了，或你看不到它',
};
export type RecordMessages = typeof record;
