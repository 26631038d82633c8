/** What the server says on its console. */
export const console = {
  code: '还没有管理员。打开 {address} ，输入一次性验证码：{code}',
  administrator: '已创建管理员 {email}',
  administratorName: '管理员',
  firm: '我的公司',
  demoMade: '示例数据已装好：{tables} 张表，{rows} 位客户。',
  demoPeople: '示例成员：{people}，密码：{password}',
  notAdded: '示例数据没有装：数据里已经有表。',
};
export type ConsoleMessages = typeof console;
