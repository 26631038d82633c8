import type { FileHandle } from 'node:fs/promises';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030' | 'windows-1252';

interface HighBytes {
  /** Two high bytes that are a character of the GB 2312 plane: how Chinese text looks. */
  pairs: number;
  /** A high byte with a plain letter behind it: how é in a French word looks. */
  lone: number;
  /** Sequences that GB 18030 cannot hold. */
  impossible: number;
}

const chunkSize = 1024 * 1024;

async function* chunks(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(chunkSize);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, chunkSize, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

const isUtf8 = async (file: FileHandle): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks(file)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

/** Counts what the bytes above 127 look like. Pure: the same bytes always give the same counts. */
export const countHighBytes = (bytes: Uint8Array): HighBytes => {
  const counts: HighBytes = { pairs: 0, lone: 0, impossible: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) continue;
    const second = bytes[at + 1] ?? 0;
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1 && second !== 0xff) {
      counts.pairs += 1;
      at += 1;
    } else if (first !== 0x80 && first !== 0xff && second >= 0x80 && second !== 0xff) {
      counts.pairs += 0.5;
      at += 1;
    } else {
      if (second < 0x30 || first === 0x80 || first === 0xff) counts.impossible += 1;
      counts.lone += 1;
    }
  }
  return counts;
};

/** Chinese stands in pairs of high bytes; accents of western languages stand alone between letters. */
export const looksChinese = ({ pairs, lone }: HighBytes): boolean => pairs > lone * 1.5;

/** Which encoding a text file is in: a byte order mark, else valid UTF-8, else GB 18030 against Windows-1252 by how high bytes stand. */
export const detectEncoding = async (file: FileHandle): Promise<TextEncoding> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0);
  if (bytesRead >= 2 && buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
  if (await isUtf8(file)) return 'utf-8';
  const sums: HighBytes = { pairs: 0, lone: 0, impossible: 0 };
  let read = 0;
  for await (const chunk of chunks(file)) {
    const counts = countHighBytes(chunk);
    sums.pairs += counts.pairs;
    sums.lone += counts.lone;
    sums.impossible += counts.impossible;
    read += chunk.length;
    if (read > 32 * chunkSize) break;
  }
  return looksChinese(sums) ? 'gb18030' : 'windows-1252';
};

/** The file's text, piece by piece, without a byte order mark. */
export async function* decodeFile(file: FileHandle, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks(file)) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
