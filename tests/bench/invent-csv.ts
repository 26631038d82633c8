import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { seededRandom } from '#usecases/demo/seeded-random.ts';
import { ownerNames } from './bench-firm.ts';

const heads = '云峪谷鸿驿璟和锦梭启澜瑞麒拓衡嘉禾金穗筑砚柏垚青垄星垣沐岑川禾维栎联岳棠里海岚';
const lines = ['茶业', '物流', '文创', '纺织', '环保设备', '医疗器械', '精密机械', '食品', '粮油', '建材', '装饰', '农科', '光电', '五金'];
const kinds = ['有限公司', '商贸有限公司', '制造厂', '科技公司'];
const industries = ['农林牧渔', '制造业', '批发和零售', '信息软件', '教育', '住宿和餐饮'];
const sizes = ['20人以下', '20–99人', '100–299人', '300–999人', '1000人以上'];
const sources = ['展会', '转介绍', '线上推广', '陌生拜访', '同行介绍'];
const types = ['新客户', '老客户', '潜在客户', '流失客户'];
const statuses = ['未合作', '合作中', '暂停合作', '终止合作'];
const tags = ['高意向', '技术型', '价格敏感', '预算不足', '重点客户', '长期合作', '待核实'];
const steps = ['下周回访', '寄送样品', '安排上门拜访', '等待对方报价审批'];
const feedbacks = ['意向较高', '希望看到更多案例', '认为价格偏高', '需要与上级商量'];

const titles =
  '客户编号,客户名称,联系人姓名,联系方式,电子邮箱,所属行业,客户来源,客户核心需求,客户规模,决策关键人,最近跟进日期,跟进人,沟通内容摘要,下一步计划,客户反馈,客户类型,合作状态,首次合作时间,最近合作时间,合作产品/服务,合同金额,客户标签';

/** In two rows of the first thousand: in a name, and in a long text. */
export const rareWord = '鲸落观测';
const firstDay = Date.UTC(2024, 0, 1);
const day = 86_400_000;
const dateOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

interface Invention {
  readonly rows: number;
  /** Number of the first row; rows of different numbers collide in nothing. */
  readonly from: number;
}

/** Writes invented customers of all 22 columns as csv; the same ones every time. */
export const inventCsv = async (path: string, { rows, from }: Invention): Promise<void> => {
  const random = seededRandom(20_240_501 + from);
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = (list: readonly string[]): string => list[below(list.length)] ?? '';
  const hanzi = (count: number): string => Array.from({ length: count }, () => heads.charAt(below(heads.length))).join('');
  const row = (at: number): string => {
    const made = firstDay + Math.floor(at / 150) * day;
    const followed = dateOf(Date.now() - below(120) * day);
    const began = dateOf(made + below(200) * day);
    const status = one(statuses);
    return [
      `C${dateOf(made).replaceAll('-', '')}${String((at % 150) + 1).padStart(3, '0')}`,
      `${at === 778 ? rareWord : hanzi(3)}${one(lines)}${one(kinds)}`,
      `${heads.charAt(below(heads.length))}${hanzi(1)}`,
      `1${30 + below(60)}${String(below(100_000_000)).padStart(8, '0')}`,
      `u${at}@example.com`,
      one(industries),
      one(sources),
      `需要${one(lines)}方案，希望降低成本`,
      one(sizes),
      `${hanzi(1)}总`,
      followed,
      ownerNames[at % ownerNames.length] ?? '',
      at === 777 ? `谈到${rareWord}` : `客户反馈预算有限，希望提供基础版方案，编号${at}`,
      one(steps),
      one(feedbacks),
      one(types),
      status,
      began,
      followed,
      `产品${below(50)}`,
      status === '合作中' ? (below(100_000_000) / 100).toFixed(2) : '',
      one(tags) + (below(3) === 0 ? '' : `、${tags[below(3)] ?? ''}`),
    ].join(',');
  };
  const file = createWriteStream(path);
  file.write(`\uFEFF${titles}\n`);
  for (let at = from; at < from + rows; at += 1) if (!file.write(`${row(at)}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
};
