import type { Lookup, Person } from '#core/field/contract.ts';

const people: readonly Person[] = [
  { id: 'p-zhang', name: '张伟', email: 'zhang@demo.local', team: 'north' },
  { id: 'p-li', name: '李娜', email: 'li@demo.local', team: 'north' },
  { id: 'p-li-2', name: '李娜', email: 'li2@demo.local', team: 'south' },
];

const regions: Readonly<Record<string, readonly string[]>> = {
  '33': ['浙江省'],
  '3301': ['浙江省', '杭州市'],
  '330106': ['浙江省', '杭州市', '西湖区'],
};

/** Three people, two of the same name, and one branch of regions. */
export const testLookup: Lookup = {
  person: (id) => people.find((person) => person.id === id),
  peopleNamed: (text) => people.filter((person) => [person.name, person.email, `${person.name} <${person.email}>`].includes(text)),
  regionPath: (code) => (Object.hasOwn(regions, code) ? regions[code] : undefined),
  regionCode: (text) => Object.entries(regions).find(([, words]) => words.join(' / ') === text || words.join('') === text)?.[0],
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
};

export const testPeople: readonly string[] = people.map((person) => person.id);
export const testRegions: readonly string[] = Object.keys(regions);
