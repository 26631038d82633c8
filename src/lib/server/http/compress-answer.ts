import { pipeline } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Bytes; what is smaller fits into a packet or two anyway. */
const least = 2_048;
const texts = /^(?:text\/(?:html|javascript|sveltekit-data)|application\/(?:json|[\w.-]+\+json))/;
const brotliQuality = 4;
/** 256 KiB: a page is hardly larger, and the usual 4 MiB would be held for each answer under way. */
const brotliWindow = 18;
const gzipLevel = 4;

type Coding = 'br' | 'gzip';

/** The best coding that is asked for by name; `q=0` refuses one. */
const codingOf = (accepted: string | null): Coding | undefined => {
  const parts = (accepted ?? '').split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const isWanted = (coding: Coding): boolean => parts.some(([name, q]) => name === coding && !/^q=0(?:\.0*)?$/.test(q ?? ''));
  return isWanted('br') ? 'br' : isWanted('gzip') ? 'gzip' : undefined;
};

/** Pages and data; never streams of events, files to keep, parts of something, or what has its coding already. */
const isCompressible = ({ headers, status }: Response): boolean =>
  texts.test(headers.get('content-type') ?? '') &&
  status !== 206 &&
  !['content-encoding', 'content-disposition', 'content-range'].some((name) => headers.has(name)) &&
  Number(headers.get('content-length') ?? least) >= least; // known of some; the rest shows when it comes

/** What is written goes out at once: totals of a list follow when its page is long drawn. */
const encoderOf = (coding: Coding) =>
  coding === 'br'
    ? createBrotliCompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_LGWIN]: brotliWindow },
      })
    : createGzip({ level: gzipLevel, flush: constants.Z_SYNC_FLUSH });

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function* allOf(first: Uint8Array, reader: Reader): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel(); // whoever read has left, or everything is read
  }
}

const streamOf = (pieces: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async (sink) => {
      const next = await pieces.next();
      if (next.done === true) sink.close();
      else sink.enqueue(next.value);
    },
    cancel: async () => void (await pieces.return?.()),
  });

const encode = (pieces: AsyncGenerator<Uint8Array>, coding: Coding): AsyncIterator<Uint8Array> => {
  const encoder = encoderOf(coding);
  pipeline(pieces, encoder, () => undefined); // a fault goes on to whoever reads the encoder
  return encoder[Symbol.asyncIterator]();
};

/**
 * The answer with its body compressed as it is sent, where it is text of some size and the browser takes it so; else as it is.
 * The size is that of the first piece: a page, or all of what is no stream.
 */
export const compressAnswer = async (request: Request, answer: Response): Promise<Response> => {
  if (!isCompressible(answer)) return answer;
  answer.headers.append('vary', 'accept-encoding');
  const coding = codingOf(request.headers.get('accept-encoding'));
  if (coding === undefined || answer.body === null || request.method === 'HEAD') return answer;
  const reader = answer.body.getReader();
  const { value: first = new Uint8Array() } = await reader.read();
  const pieces = allOf(first, reader);
  const { status, statusText, headers } = answer;
  if (first.length < least) return new Response(streamOf(pieces), { status, statusText, headers });
  headers.set('content-encoding', coding);
  headers.delete('content-length');
  return new Response(streamOf(encode(pieces, coding)), { status, statusText, headers });
};
