import { once } from 'node:events';
import { createDeflateRaw, crc32 } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly checksum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const most = 0xffff_ffff;
/** 1980-01-01: an archive of the same content is the same bytes. */
const dosDate = 0x21;

const localHeader = (name: Buffer): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x0808, 6); // sizes behind the data, names in UTF-8
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
};

const descriptor = ({ checksum, packed, unpacked }: Omit<Written, 'name' | 'offset'>): Buffer => {
  const buffer = Buffer.alloc(16);
  buffer.writeUInt32LE(0x08074b50, 0);
  buffer.writeUInt32LE(checksum, 4);
  buffer.writeUInt32LE(packed, 8);
  buffer.writeUInt32LE(unpacked, 12);
  return buffer;
};

const directoryEntry = ({ name, checksum, packed, unpacked, offset }: Written): Buffer => {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(0x0808, 8);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt16LE(dosDate, 14);
  entry.writeUInt32LE(checksum, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(unpacked, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
};

const endOfDirectory = (count: number, length: number, offset: number): Buffer => {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};

/** Text packed while it comes; a slow taker holds the maker back, and a taker who leaves ends it. */
async function* deflated(content: ZipPart['content'], done: (sums: Omit<Written, 'name' | 'offset'>) => void): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 4, chunkSize: 128 * 1024 });
  const sums = { checksum: 0, packed: 0, unpacked: 0 };
  const feed = async (): Promise<void> => {
    for await (const text of content) {
      const bytes = Buffer.from(text, 'utf8');
      sums.checksum = crc32(bytes, sums.checksum);
      sums.unpacked += bytes.length;
      if (packer.destroyed) return;
      if (!packer.write(bytes)) await once(packer, 'drain');
    }
    packer.end();
  };
  const fed = feed().catch((error: unknown) => packer.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    for await (const piece of packer) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      sums.packed += bytes.length;
      yield bytes;
    }
  } finally {
    packer.destroy();
  }
  await fed;
  if (sums.unpacked > most) throw new RangeError('a part of the archive is larger than 4 GiB');
  done(sums);
}

/** A zip as a stream of bytes, part after part, with bounded memory. */
export async function* zipStream(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  const passed = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    return bytes;
  };
  for (const part of parts) {
    const [name, start] = [Buffer.from(part.name, 'utf8'), offset];
    let sums = { checksum: 0, packed: 0, unpacked: 0 };
    yield passed(localHeader(name));
    for await (const piece of deflated(part.content, (found) => (sums = found))) yield passed(piece);
    yield passed(descriptor(sums));
    written.push({ name, offset: start, ...sums });
  }
  const begin = offset;
  for (const entry of written) yield passed(directoryEntry(entry));
  yield endOfDirectory(written.length, offset - begin, begin);
}
