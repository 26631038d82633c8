import type { ProblemParam } from '#core/problem.ts';

export type FillParams = Readonly<Record<string, ProblemParam>>;

const show = (param: ProblemParam): string => (typeof param === 'object' ? param.join('、') : String(param));

/** Puts params into the `{param}` places of a template; a place without a param stays as it stands, so that a mistake is seen. */
export const fill = (template: string, params: FillParams): string =>
  template.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    return param === undefined ? place : show(param);
  });
