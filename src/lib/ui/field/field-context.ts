import type { Language } from '#messages/language.ts';

export interface FieldPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** `inactive` people stay readable and cannot be chosen anew; `unlinked` ones have no sign-in. */
  readonly state: 'active' | 'invited' | 'inactive' | 'unlinked';
}

/** 省 with its 市 with their 区. */
export interface RegionNode {
  readonly code: string;
  readonly name: string;
  readonly children?: readonly RegionNode[];
}

/** What inputs and cells know beside their field and value. */
export interface FieldContext {
  readonly people: readonly FieldPerson[];
  /** The whole tree, asked for when the first region input appears. */
  readonly loadRegions: () => Promise<readonly RegionNode[]>;
  /** Words of the codes that occur on the page, so that cells need no tree: `330106` is 浙江省 / 杭州市 / 西湖区. */
  readonly regionWords?: Readonly<Record<string, string>>;
  readonly language: Language;
  /** `YYYY-MM-DD` in the zone. */
  readonly today: string;
  /** IANA zone of BIAOLI_TZ. */
  readonly zone: string;
  /** Pinyin initials in lower case by the word shown: option titles, names of people and regions. */
  readonly initials?: Readonly<Record<string, string>>;
}
