import type { Client } from './ask.ts';
import { againstFloor, interleave, plain, throughput, type Figure } from './measure.ts';
import type { Reading } from './reads.ts';
import { watching, type ServedApp } from './served-app.ts';

const path = '/api/v1/tables/customer/records';

interface Standing {
  readonly id: string;
  etag: string;
}

const standing = async (client: Client): Promise<readonly Standing[]> => {
  const page: { records: readonly { id: string; version: number }[] } = JSON.parse((await client.ask(`${path}?limit=500`)).text);
  return page.records.map(({ id, version }) => ({ id, etag: `"${version}"` }));
};

const newCustomer = (at: number): string =>
  JSON.stringify({
    name: `新客户商贸有限公司${at}`,
    contact: '林晓',
    phone: `139${String(at).padStart(8, '0')}`,
    source: 'expo',
    needs: '需要一套物流方案',
    owner: 'staff',
    tags: ['key', 'keen'],
    last_follow_up: '2024-06-01',
  });

const change = async (client: Client, row: Standing | undefined, at: number): Promise<void> => {
  if (!row) throw new Error('no row to change');
  const body = JSON.stringify({ next_step: `第 ${at} 次回访`, last_follow_up: `2024-0${1 + (at % 9)}-1${at % 10}` });
  row.etag = (await client.ask(`${path}/${row.id}`, { method: 'PATCH', match: row.etag, body })).etag;
};

const clients = 8;

/** Creates (number, search words, history) and updates (version, search words, history) of one and of eight clients. */
export const measureWrites = async ({ clients: people, floor, rounds }: Reading, app: ServedApp): Promise<readonly Figure[]> => {
  const mine = people.all;
  const rows = await standing(mine);
  let made = 0;
  const create = () => mine.ask(path, { method: 'POST', body: newCustomer((made += 1)) });
  const floorRow = (at: number) =>
    JSON.stringify({ id: `new${made}x${at}`, name: '新客户商贸有限公司', phone: '13900000000', owner: 'staff' });
  const floorChange = (at: number) => JSON.stringify({ id: rows[at % rows.length]?.id, next_step: `第 ${at} 次回访` });
  const creates = await interleave(rounds, [create, (at) => floor.ask('/create', { method: 'POST', body: floorRow(at) })]);
  const updates = await interleave(rounds, [
    (at) => change(mine, rows[at % 40], at),
    (at) => floor.ask('/update', { method: 'POST', body: floorChange(at) }),
  ]);
  const each = rounds * 2;
  const created = await watching(app, () => throughput(clients, each, create));
  const changed = await watching(app, () =>
    throughput(clients, each, (client, round) => change(mine, rows[client * 40 + (round % 40)], round)),
  );
  const costOf = ({ cpu }: typeof created): number => ((cpu.server + cpu.pocketbase) * 1000) / (clients * each);
  return [
    againstFloor('create with history', creates, 10),
    plain('create at 8 clients', created.value, { unit: '/s', least: 600 }),
    plain('create at 8 clients: processor time of one', costOf(created), { unit: 'ms' }),
    againstFloor('update with history', updates, 10),
    plain('update at 8 clients', changed.value, { unit: '/s', least: 600 }),
    plain('update at 8 clients: processor time of one', costOf(changed), { unit: 'ms' }),
  ];
};
