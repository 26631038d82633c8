import { Stopped } from './tell.mjs';

/** @typedef {{ name: string, allowed: string, accepts: (value: string) => boolean }} Setting */

const seconds = {
  allowed: '1–600 的整数（秒）',
  accepts: (/** @type {string} */ value) => /^[1-9]\d{0,2}$/.test(value) && Number(value) <= 600,
};

/** @type {readonly Setting[]} What the frame of the server reads before our own check of all settings can speak. */
const settings = [
  { name: 'PORT', allowed: '1–65535 的整数', accepts: (value) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535 },
  {
    name: 'BIAOLI_PUBLIC_URL',
    allowed: '以 http:// 或 https:// 开头、不带路径的地址，例如 https://crm.example.com',
    accepts: isOrigin,
  },
  { name: 'BODY_SIZE_LIMIT', allowed: '大小，例如 128M', accepts: (value) => /^\d+(\.\d+)?[KMG]?$|^Infinity$/i.test(value) },
  { name: 'SHUTDOWN_TIMEOUT', ...seconds },
  { name: 'KEEP_ALIVE_TIMEOUT', ...seconds },
];

/**
 * Stops with plain words that name every wrong one and what is allowed.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function requireSettings(environment) {
  const wrong = settings.filter(({ name, accepts }) => environment[name]?.trim() && !accepts(String(environment[name]).trim()));
  if (wrong.length > 0)
    throw new Stopped(wrong.map(({ name, allowed }) => `环境变量 ${name} 不正确：${environment[name]}。允许的值：${allowed}。`).join('\n'));
}

/** @param {string} value */
function isOrigin(value) {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && pathname === '/' && search + hash + username + password === '';
}
