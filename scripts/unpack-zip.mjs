import { inflateRawSync } from 'node:zlib';

/**
 * One file out of a zip archive (wheels are zips too), found by its directory at the end.
 * @param {Buffer} zip
 * @param {(name: string) => boolean} wanted
 * @returns {Buffer | undefined}
 */
export function unpackZip(zip, wanted) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) return undefined;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (wanted(name)) return readEntry(zip, at);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
}

/** @param {Buffer} zip @param {number} at Offset of its line in the directory. */
function readEntry(zip, at) {
  const packed = zip.readUInt16LE(at + 10) === 8;
  const length = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(begin, begin + length);
  return packed ? inflateRawSync(bytes) : bytes;
}
