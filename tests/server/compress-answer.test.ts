import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressAnswer } from '#server/http/compress-answer.ts';

const page = `<!doctype html>${'<td>客户信息总表</td>'.repeat(500)}`;
const asked = (accepted?: string, method = 'GET'): Request =>
  new Request('http://localhost/t/customer', { method, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } });
const html = (body: BodyInit = page, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, { headers: { 'content-type': 'text/html', ...headers } });
const bytes = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

describe('an answer is compressed', () => {
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('for a browser that takes %s by %s', async (accepted, coding, read) => {
    const answer = await compressAnswer(asked(accepted), html(page, { 'content-length': String(page.length), etag: '"7"' }));
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([coding, 'accept-encoding']);
    expect([answer.headers.get('content-length'), answer.headers.get('etag')]).toEqual([null, '"7"']);
    const sent = await bytes(answer);
    expect(sent.length).toBeLessThan(page.length / 10);
    expect(read(sent).toString()).toBe(page);
  });

  it.each(['application/json', 'application/problem+json', 'text/sveltekit-data', 'text/javascript'])(
    'of the type %s too',
    async (type) => {
      const answer = await compressAnswer(asked('br'), new Response(page, { status: 422, headers: { 'content-type': type } }));
      expect([answer.headers.get('content-encoding'), answer.status]).toEqual(['br', 422]);
    },
  );

  it('as it is written: what comes first is there before the rest is', async () => {
    let rest: (() => void) | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (sink) => {
        sink.enqueue(Buffer.from(page));
        rest = () => {
          sink.enqueue(Buffer.from('<b>totals</b>'));
          sink.close();
        };
      },
    });
    const reader = (await compressAnswer(asked('gzip'), html(body))).body?.getReader();
    const decoder = createGunzip();
    let read = '';
    decoder.on('data', (piece: Buffer) => (read += piece.toString()));
    const take = async (): Promise<boolean> => {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (value !== undefined) await new Promise<void>((resolve) => decoder.write(value, () => resolve()));
      return !done;
    };
    while (read.length < page.length) expect(await take()).toBe(true);
    expect(read).toBe(page);
    rest?.();
    while (await take());
    expect(read).toBe(`${page}<b>totals</b>`);
  });
});

describe('an answer is left as it is', () => {
  it.each([
    ['nobody asks', undefined, html()],
    ['it is refused', 'br;q=0, gzip;q=0.0', html()],
    ['it is small', 'br', html('<p>', { 'content-length': '3' })],
    ['events are streamed', 'br', html(page, { 'content-type': 'text/event-stream' })],
    ['a file is kept', 'br', html(page, { 'content-type': 'application/json', 'content-disposition': 'attachment' })],
    ['it is compressed already', 'br', html(page, { 'content-encoding': 'gzip' })],
    ['it is no text', 'br', html(page, { 'content-type': 'application/octet-stream' })],
  ])('where %s', async (_, accepted, answer) => {
    const before = answer.headers.get('content-encoding');
    const after = await compressAnswer(asked(accepted), answer);
    expect(after).toBe(answer);
    expect(after.headers.get('content-encoding')).toBe(before);
  });

  it('where it has no body', async () => {
    const answer = await compressAnswer(asked('br'), new Response(null, { status: 304, headers: { 'content-type': 'text/html' } }));
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([304, null]);
  });
});

it('a small answer goes out whole, though nothing said its size', async () => {
  const answer = await compressAnswer(asked('br'), new Response('{"id":"1"}', { headers: { 'content-type': 'application/json' } }));
  expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([null, 'accept-encoding']);
  expect(await answer.text()).toBe('{"id":"1"}');
});

it('who leaves early ends the source', async () => {
  const left = Promise.withResolvers<string>();
  const body = new ReadableStream<Uint8Array>({ pull: (sink) => sink.enqueue(Buffer.from(page)), cancel: () => left.resolve('left') });
  const reader = (await compressAnswer(asked('br'), html(body))).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(await left.promise).toBe('left');
});

it('a body that breaks off later breaks the answer off', async () => {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (sink) => {
      at += 1;
      if (at === 1) sink.enqueue(Buffer.from(page));
      else sink.error(new Error('the database is gone'));
    },
  });
  await expect(bytes(await compressAnswer(asked('br'), html(body)))).rejects.toThrow('the database is gone');
});

it('a body that breaks off breaks the answer off', async () => {
  const body = new ReadableStream<Uint8Array>({ pull: (sink) => sink.error(new Error('the database is gone')) });
  await expect(compressAnswer(asked('br'), html(body))).rejects.toThrow('the database is gone');
});
