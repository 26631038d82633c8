import { createServer, type IncomingMessage } from 'node:http';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/**
 * The floor: what node:http over node:sqlite takes for the same rows, with good indexes and nothing else: no rights, no checks, no framework.
 * `node tests/bench/floor.ts ROWS.db FLOOR.db`: copies the rows of the first into the second and serves them; prints its port.
 */
const [from = '', target = ''] = process.argv.slice(2);
const database = new DatabaseSync(target);
database.exec('PRAGMA journal_mode = WAL');
database.exec('PRAGMA synchronous = FULL');
database.exec('PRAGMA cache_size = -65536');
database.exec(`attach 'file:${from}?mode=ro' as app`);
database.exec(`create table customers as select * from app.t_customer where deleted_at = ''`);
database.exec('detach app');
for (const columns of [
  'id',
  'f_owner, id',
  'f_last_follow_up, id',
  'f_owner, f_last_follow_up, id',
  'f_source, f_last_follow_up, id',
  'f_source, f_status',
  'f_owner, f_source, f_status',
])
  database.exec(`create index i_${columns.replaceAll(', ', '__')} on customers (${columns})`);
database.exec('create table history (id integer primary key, record text, at text, changes text)');
database.exec('analyze');

const columns = database
  .prepare('select name from pragma_table_info(:t)')
  .all({ t: 'customers' })
  .map((row) => String(row['name']))
  .filter((name) => name.startsWith('f_') || ['id', 'version', 'created_at', 'updated_at'].includes(name));
const order = 'order by f_last_follow_up desc, id desc limit 50';
const prepare = (text: string) => database.prepare(text);
const listText = `select ${columns.join(', ')} from customers where`;
const prepared = new Map<string, ReturnType<typeof prepare>>();
const statement = (text: string) => {
  const known = prepared.get(text) ?? prepare(text);
  prepared.set(text, known);
  return known;
};

/** `owner` may be several, parted by commas: half of all rows then, so the order's index is walked (the plus keeps it). */
const scopeOf = (query: URLSearchParams): { readonly test: string; readonly params: readonly string[] } => {
  const owners = query.get('owner')?.split(',') ?? [];
  return owners.length === 0
    ? { test: '1', params: [] }
    : { test: `${owners.length > 1 ? '+' : ''}f_owner in (${owners.map(() => '?').join()})`, params: owners };
};

const list = (query: URLSearchParams): unknown => {
  const { test, params } = scopeOf(query);
  const tests = [test];
  const values: SQLInputValue[] = [...params];
  const [source, day, id] = [query.get('source'), query.get('day'), query.get('id')];
  if (source !== null) {
    tests.push('f_source = ?');
    values.push(source);
  }
  if (day !== null && id !== null) {
    tests.push('(f_last_follow_up, id) < (?, ?)');
    values.push(day, id);
  }
  return { records: statement(`${listText} ${tests.join(' and ')} ${order}`).all(...values) };
};

const groups = (query: URLSearchParams): unknown => {
  const { test, params } = scopeOf(query);
  return statement(`select f_source, f_status, count(*) n from customers where ${test.replace('+', '')} group by f_source, f_status`).all(
    ...params,
  );
};

const write = (path: string, body: Readonly<Record<string, string>>): unknown => {
  database.exec('begin immediate');
  const id = body['id'] ?? '';
  if (path === '/create')
    statement('insert into customers (id, f_name, f_phone, f_owner, f_status) values (?, ?, ?, ?, ?)').run(
      id,
      body['name'] ?? '',
      body['phone'] ?? '',
      body['owner'] ?? '',
      'none',
    );
  else statement('update customers set f_next_step = ?, version = version + 1 where id = ?').run(body['next_step'] ?? '', id);
  statement('insert into history (record, at, changes) values (?, ?, ?)').run(id, new Date().toISOString(), JSON.stringify(body));
  const row = statement(`${listText} id = ?`).get(id);
  database.exec('commit');
  return row;
};

const bodyOf = async (request: IncomingMessage): Promise<Record<string, string>> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece);
  const body: Record<string, string> = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  return body;
};

const answer = async (request: IncomingMessage): Promise<unknown> => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://floor');
  if (pathname === '/list') return list(searchParams);
  if (pathname === '/groups') return groups(searchParams);
  return write(pathname, await bodyOf(request));
};

const server = createServer((request, response) => {
  answer(request).then(
    (value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`port ${typeof address === 'object' && address ? address.port : 0}\n`);
});
process.once('SIGTERM', () => process.exit(0));
