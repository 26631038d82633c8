/** What people know by a title: a table, section, field, option, view or reminder. */
export interface Titled {
  readonly title: string;
  readonly 'x-en'?: { readonly title?: string };
}

/** The name of a thing for a reader: in English its English title if it has one, else its title. Every sentence names by it. */
export const titleIn = (titled: Titled, language: 'zh-CN' | 'en'): string =>
  (language === 'en' ? titled['x-en']?.title : undefined) ?? titled.title;

/** The names of a thing and nothing else of it. */
export const namesOf = ({ title, 'x-en': english }: Titled): Titled =>
  english?.title === undefined ? { title } : { title, 'x-en': { title: english.title } };

/** A name of several parts, `客户来源 / 展会`; English as soon as a part is. */
export const joinTitles = (sign: string, ...parts: readonly Titled[]): Titled => {
  const title = parts.map((part) => part.title).join(sign);
  const english = parts.map((part) => titleIn(part, 'en')).join(sign);
  return english === title ? { title } : { title, 'x-en': { title: english } };
};

/** Both names of a renaming, told apart: by their titles where English keeps its word. */
export const renamed = (old: Titled, now: Titled): readonly [Titled, Titled] =>
  titleIn(old, 'en') === titleIn(now, 'en') ? [{ title: old.title }, { title: now.title }] : [old, now];

/** Without those of a title that was there before. */
export const eachNamedOnce = (list: readonly Titled[]): readonly Titled[] => [...new Map(list.map((each) => [each.title, each])).values()];

/** The thing under a key; what is not there, or not any more, is named by the key itself. */
export const named = (entries: Readonly<Record<string, Titled>>, key: string): Titled =>
  (Object.hasOwn(entries, key) ? entries[key] : undefined) ?? { title: key };

type Plain = string | number | boolean | readonly string[];

/** What fills a sentence: plain values, or what they name. */
export type NamingParams = Readonly<Record<string, Plain | Titled | readonly Titled[]>>;

/** English words by param. */
export type EnglishNames = Readonly<Record<string, string | readonly string[]>>;

export interface NamedParams {
  readonly params: Readonly<Record<string, Plain>>;
  readonly english?: EnglishNames;
}

const isTitled = (param: unknown): param is Titled => typeof param === 'object' && param !== null && 'title' in param;
const isTitledList = (param: Plain | Titled | readonly Titled[]): param is readonly Titled[] =>
  Array.isArray(param) && param.some(isTitled);

const worded = (param: NamingParams[string], language: 'zh-CN' | 'en'): Plain => {
  if (isTitled(param)) return titleIn(param, language);
  return isTitledList(param) ? param.map((each) => titleIn(each, language)) : param;
};

/** Params as data: the titles, and beside them the English ones that differ, so that whoever words them later has both. */
export const nameParams = (given: NamingParams): NamedParams => {
  const params: Record<string, Plain> = {};
  const english: Record<string, string | readonly string[]> = {};
  for (const [name, param] of Object.entries(given)) {
    const title = worded(param, 'zh-CN');
    const other = typeof param === 'object' ? worded(param, 'en') : title;
    params[name] = title;
    if ((typeof other === 'string' || typeof other === 'object') && String(other) !== String(title)) english[name] = other;
  }
  return Object.keys(english).length === 0 ? { params } : { params, english };
};
