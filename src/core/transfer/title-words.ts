/** Words in titles that tell what a column means where its values alone do not. Latin words match whole words of the title. */
const words = {
  phone: [/手机|电话|联系方式|联系号码|传真|座机/, /\b(?:phone|mobile|tel|telephone|fax|cell)\b/],
  email: [/邮箱|电子邮件|邮件地址/, /\b(?:e mail|email|mail address)\b/],
  url: [/网址|网站|官网|主页|链接/, /\b(?:url|website|homepage|link)\b/],
  date: [/日期|年月日|生日|时间$|日$/, /\b(?:date|day|birthday)\b/],
  moment: [/时间$/, /\b(?:time|timestamp)\b/],
  money: [/金额|价|费用|费$|款|预算|工资|收入|成本|额$|额[（(]|元$/, /\b(?:amount|price|fee|cost|revenue|salary|budget)\b|revenue$/],
  count: [/数量|人数|次数|年龄|库存/, /\b(?:count|quantity|qty|age)\b/],
  identity: [/身份证|证件|证号|信用代码|税号|纳税人识别/, /\b(?:id card|identity|id number|credit code|tax id|taxpayer)\b/],
  code: [/邮编|编号|编码|代码|号码|工号|账号|卡号|证号|税号|单号|票号|序列号/, /\b(?:code|zip|postal|id|no|number|account number|sic)\b/],
  numbering: [/编号|序号|单号|流水号|号码|编码/, /\b(?:no|number|serial)\b/],
  member: [
    /跟进人|负责人|业务员|销售员|^销售$|销售人员|客服|经办人|客户经理|顾问|归属人|所有人|专员|录入人/,
    /\b(?:owner|sales|salesperson|account manager|assignee|follower|representative)\b/,
  ],
  multiple: [/标签/, /\b(?:tags|labels)\b/],
  yesNo: [/^是否|是否$/, /^(?:is|has) |(?:enabled|verified|deleted)$/],
  region: [/地区|区域|所在地|省市|城市|籍贯|归属地|行政区/, /\b(?:region|area)\b/],
  long: [/备注|说明|描述|反馈|纪要|摘要|内容|记录|需求|详情|意见/, /\b(?:remark|remarks|note|notes|comment|comments|description|bio)\b/],
  free: [/名称|姓名|名字|联系人|地址|公司|单位|职位|品名/, /\b(?:name|address|street|company|title)\b/],
} as const satisfies Record<string, readonly [RegExp, RegExp]>;

export type TitleMeaning = keyof typeof words;

/** Whether the title names such a thing; `phone_number`, `phoneNumber` and 联系电话 all name a phone. */
export const titleMeans = (title: string, meaning: TitleMeaning): boolean => {
  const [han, latin] = words[meaning];
  const spaced = title
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return han.test(title) || latin.test(spaced);
};
