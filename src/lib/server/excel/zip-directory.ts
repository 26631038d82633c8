import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { ok, problem, refused, type Result } from '#core/problem.ts';

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly unpacked: number;
}

/** Above these a workbook is refused before anything is unpacked. Honest sheets pack 5 to 60 times. */
export const zipLimits = { entries: 20_000, unpacked: 1.5 * 1024 ** 3, ratio: 250, ratioFrom: 64 * 1024 ** 2 };

const tailLength = 65_557 + 20;

const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
};

/** The directory of a zip, judged by the sizes it declares; bytes put before the archive are allowed for. */
export const readZipDirectory = async (file: FileHandle, size: number): Promise<Result<ZipDirectory>> => {
  const start = Math.max(0, size - tailLength);
  const tail = await readAt(file, start, size - start);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + 22 > tail.length) return refused(problem('workbook-broken'));
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const declared = tail.readUInt32LE(at + 16);
  if (count === 0xffff || declared === 0xffffffff || count > zipLimits.entries) {
    return refused(problem('workbook-unpacks-too-large', '', { limit: zipLimits.unpacked / 1024 ** 2 }));
  }
  const before = start + at - length - declared;
  if (before < 0) return refused(problem('workbook-broken'));
  const directory = await readAt(file, declared + before, length);
  const entries = entriesOf(directory, count, before);
  return entries === null ? refused(problem('workbook-broken')) : judged(entries);
};

const entriesOf = (directory: Buffer, count: number, before: number): readonly ZipEntry[] | null => {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return null;
    const [nameLength, extra, comment] = [
      directory.readUInt16LE(at + 28),
      directory.readUInt16LE(at + 30),
      directory.readUInt16LE(at + 32),
    ];
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42) + before,
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
};

const judged = (entries: readonly ZipEntry[]): Result<ZipDirectory> => {
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  const bomb = unpacked > zipLimits.unpacked || (unpacked > zipLimits.ratioFrom && unpacked > packed * zipLimits.ratio);
  if (bomb) return refused(problem('workbook-unpacks-too-large', '', { limit: zipLimits.unpacked / 1024 ** 2 }));
  return ok({ entries: new Map(entries.map((entry) => [entry.name.toLowerCase(), entry])), unpacked });
};

/** Thrown while unpacking when an entry holds more than its directory said, or is damaged. */
export class BrokenZip extends Error {
  override readonly name = 'BrokenZip';
}

async function* packedBytes(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length;) {
    const bytes = await readAt(file, start + done, Math.min(256 * 1024, length - done));
    if (bytes.length === 0) return;
    done += bytes.length;
    yield bytes;
  }
}

/** The bytes of one entry, unpacked piece by piece and never more than the directory declared. */
export async function* unpackEntry(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await readAt(file, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new BrokenZip(entry.name);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packed === 0) return;
  const packed = Readable.from(packedBytes(file, start, entry.packed));
  const plain = entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 256 * 1024 }));
  packed.once('error', (error) => plain.destroy(error));
  let total = 0;
  try {
    for await (const piece of plain) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      total += bytes.length;
      if (total > entry.unpacked) throw new BrokenZip(entry.name);
      yield bytes;
    }
  } catch (error) {
    throw error instanceof BrokenZip ? error : new BrokenZip(entry.name, { cause: error });
  } finally {
    plain.destroy();
    packed.destroy();
  }
}

/** A small entry as text; '' where the archive has none of that name. */
export const entryText = async (file: FileHandle, directory: ZipDirectory, name: string): Promise<string> => {
  const entry = directory.entries.get(name.toLowerCase());
  if (entry === undefined) return '';
  const pieces: Buffer[] = [];
  for await (const piece of unpackEntry(file, entry)) pieces.push(piece);
  return Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\ufeff/, '');
};
