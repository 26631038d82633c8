/** What still names an option that is retired, replaced or merged. */
export const optionUse = {
  view: '视图“{title}”',
  color: '行颜色“{title}”',
  reminder: '提醒“{title}”',
  show: '“{title}”何时显示',
  require: '“{title}”何时必填',
  lock: '“{title}”何时锁定',
  limit: '“{title}”何时可选',
  default: '“{title}”的默认值',
  count: '{count} 处还在用{options}：{uses}',
  personal: '另有 {count} 个个人存的视图还在用{options}，由各人自己改',
  follow: '这 {count} 处也改成“{to}”',
  followWhy: '改在这份草稿里，和其他改动一起发布',
  retireTitle: '停用“{option}”',
  retireWhy: '停用后不能再选，已有的行不变；上面这些地方照旧按它判断。',
  retireGo: '停用',
};
export type OptionUseMessages = typeof optionUse;
