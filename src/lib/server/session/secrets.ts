import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '#usecases/ports/world.ts';

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const length = 32;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** scrypt (N = 2^15, r = 8: about 60 ms and 32 MiB on purpose), off the main thread; tokens are 256 random bits, stored as SHA-256. */
export const secrets: Secrets = {
  hashPassword: async (password) => {
    const salt = randomBytes(16);
    return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
  },
  verifyPassword: async (password, hash) => {
    const [, salt = '', key = ''] = hash.split('$');
    const expected = Buffer.from(key, 'base64url');
    const derived = await derive(password.slice(0, 200), salt === '' ? randomBytes(16) : Buffer.from(salt, 'base64url'));
    return expected.length === derived.length && timingSafeEqual(expected, derived);
  },
  newToken: () => randomBytes(32).toString('base64url'),
  hashToken: (token) => createHash('sha256').update(token).digest('base64url'),
};
