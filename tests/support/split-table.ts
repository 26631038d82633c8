import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import type { World } from '#usecases/ports/world.ts';
import { sound } from '#support/firm.ts';
import { liveTable } from '#support/revisions.ts';

export const text = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'text', ...more });
const phone = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'phone', ...more });

/** Customers whose contact holds a name and a number. */
export const firmTable = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: { type: 'object', properties: { name: text('名称'), contact: text('联系人') } },
});

export const person = text('姓名', { 'x-fill': { from: 'contact', by: ' ', part: 1 } });
export const mobile = phone('手机', { 'x-fill': { from: 'contact', by: ' ', part: 2 } });
/** The live document with these fields set. */
export const withFields = (world: World, fields: Readonly<Record<string, FieldSchema>>): Definition => {
  const { definition } = liveTable(world, 'firm');
  return sound({ ...definition, record: { ...definition.record, properties: { ...definition.record.properties, ...fields } } });
};

export const rowsNow = (world: World): Promise<readonly (readonly unknown[])[]> =>
  world.db.read<readonly unknown[]>({ text: 'select json_array(f_contact, f_person, f_mobile) as j from t_firm order by id', params: {} });

const odd = new Map([
  [17, '李四'],
  [170, '见名片 无'],
  [1700, '王五 13900000000 转财务'],
]);
export const contacts = Array.from({ length: 2500 }, (_, at) => ({
  name: `公司${at}`,
  contact: odd.get(at) ?? (at % 100 === 3 ? null : `张${at}　138${String(at).padStart(8, '0')}`),
}));
