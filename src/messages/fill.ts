import type { ProblemParam } from '#core/problem.ts';

export type FillParams = Readonly<Record<string, ProblemParam>>;

const show = (param: ProblemParam): string => (typeof param === 'object' ? param.join('、') : String(param));

const places = /\{(\w+)\}|\[([^[|\]]*)\|([^|\]]*)\]/g;
const isNumber = (shown: string): boolean => /^[\d,]+$/.test(shown);

/**
 * Puts params into the `{param}` places of a template; a place without a param stays as it stands, so that a mistake is seen.
 * `{count} [row|rows]`: the first word where the number before it is 1.
 */
export const fill = (template: string, params: FillParams): string => {
  let number = '';
  return template.replaceAll(places, (place, ...groups: readonly (string | undefined)[]) => {
    const [name, one = '', many = ''] = groups;
    if (name === undefined) return number === '1' ? one : many;
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (param === undefined) return place;
    const shown = show(param);
    if (isNumber(shown)) number = shown;
    return shown;
  });
};
