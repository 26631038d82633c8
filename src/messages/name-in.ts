import { titleIn, type NamedParams, type Titled } from '#core/naming.ts';
import { fill } from './fill.ts';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

const languageOf = ({ kit }: Pick<Messages, 'kit'>): Language => (kit.language === 'en' ? 'en' : 'zh-CN');

/** The name of a field, option, view … in the language of a dictionary. */
export const nameIn = (titled: Titled, messages: Pick<Messages, 'kit'>): string => titleIn(titled, languageOf(messages));

/** Params as the reader of a dictionary knows the things they name. */
export const paramsIn = ({ params, english }: NamedParams, messages: Pick<Messages, 'kit'>): NamedParams['params'] =>
  english !== undefined && languageOf(messages) === 'en' ? { ...params, ...english } : params;

/** A template filled with names and lists as the dictionary's language has them. */
export const fillNamed = (template: string, params: NamedParams['params'], { condition }: Pick<Messages, 'condition'>): string =>
  fill(
    template,
    Object.fromEntries(
      Object.entries(params).map(([name, param]) => [name, typeof param === 'object' ? param.join(condition.list) : param]),
    ),
  );
