/** Words that mean the same in the title of a field; the first stands for all. Order: the longer spelling first. */
const synonyms: readonly (readonly [string, RegExp])[] = [
  ['电话', /手机号码|手机号|电话号码|联系电话|联系号码|手机|电话/g],
  ['邮箱', /电子邮箱|电子邮件|邮箱地址|邮件地址|e-?mail|邮箱|邮件/g],
  ['日期', /日期|时间/g],
  ['地址', /地址|住址/g],
  ['网址', /公司网址|官方网站|官网|网站|网址/g],
];

/** A title without what does not tell it apart: brackets, blanks, 的, and 名称 or 姓名 at the end. */
const foldTitle = (title: string): string => {
  const plain = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replace(/[\s\p{P}的]+/gu, '');
  const same = synonyms.reduce((text, [word, pattern]) => text.replace(pattern, word), plain);
  return same.length > 2 ? same.replace(/(?:名称|姓名|名字)$/, '') : same;
};

/** Titles that a reader takes for the same thing: 联系电话 and 手机号, 签约日期 and 签约时间. Digits and other words keep two titles apart. */
export const isSameTitle = (first: string, second: string): boolean => {
  const [one, other] = [foldTitle(first), foldTitle(second)];
  return one !== '' && one === other;
};
