/** The first table: from a workbook, a template, or a look at the samples. */
export const start = {
  title: '开始使用',
  heading: '建第一张表',
  headingMore: '建一张表',
  lead: '选一个模板，或用现成的 Excel 生成。之后随时能改字段和选项。',
  stepAdmin: '创建管理员',
  stepTable: '建第一张表',
  stepPeople: '邀请成员',
  template: '用模板',
  templateFacts: '{fields} 个字段，{views} 个视图',
  templateUse: '用“{title}”开始',
  excel: '用 Excel 生成',
  excelLead: '.xlsx、.xls、.csv 都行，表头和类型会自动认出来，都能改。',
  demo: '先看示例数据',
};
export type StartMessages = typeof start;
