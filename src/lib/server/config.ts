import { join, resolve } from 'node:path';
import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';
import { logLevels } from '#server/log-level.ts';
import { checkEmail, checkPassword, cleanEmail } from '#usecases/person/person-rules.ts';

/** Everything the environment says, read and checked once at start. */
export interface Config {
  /** Absolute folder of all data (BIAOLI_DATA). */
  readonly data: string;
  readonly port: number;
  readonly host: string;
  /** Origin under which people reach us, without a trailing slash (BIAOLI_PUBLIC_URL). */
  readonly publicUrl: string;
  /** The administrator of an unattended first start. */
  readonly admin?: { readonly email: string; readonly password: string };
  readonly demo: boolean;
  readonly demoPassword?: string;
  /** Path of the PocketBase binary. */
  readonly pocketbase: string;
  /** IANA zone in which days begin (BIAOLI_TZ). */
  readonly timeZone: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where `scripts/` leaves the fetched PocketBase, beside package.json. */
export const pocketbasePath = join('.cache', 'pocketbase', '0.40.6', process.platform === 'win32' ? 'pocketbase.exe' : 'pocketbase');

/** Each wrong variable is one problem `wrong-setting` with its name and the allowed values; secrets are never repeated. */
export function readConfig(environment: Environment): Result<Config> {
  const problems: Problem[] = [];
  const setting = (name: string, check: SettingCheck): string => {
    const given = environment[name]?.trim();
    if (given && !check.accepts(given)) problems.push(problem('wrong-setting', `/${name}`, { name, allowed: check.allowed }));
    return given || check.default;
  };
  const port = setting('PORT', { default: '5180', allowed: '1–65535', accepts: isPort });
  const host = setting('HOST', {
    default: '127.0.0.1',
    allowed: '127.0.0.1, 0.0.0.0, ::, localhost',
    accepts: (host) => /^[\w.:-]+$/.test(host),
  });
  const publicUrl = setting('BIAOLI_PUBLIC_URL', { default: localUrl(host, port), allowed: 'https://crm.example.com', accepts: isOrigin });
  const email = setting('BIAOLI_ADMIN_EMAIL', { default: '', allowed: 'name@example.com', accepts: isEmail });
  const password = setting('BIAOLI_ADMIN_PASSWORD', { default: '', allowed: passwordLength, accepts: isPassword });
  const demo = setting('BIAOLI_DEMO', { default: '0', allowed: '0, 1', accepts: (value) => value === '0' || value === '1' });
  const demoPassword = setting('BIAOLI_DEMO_PASSWORD', { default: '', allowed: passwordLength, accepts: isPassword });
  const timeZone = setting('BIAOLI_TZ', {
    default: 'Asia/Shanghai',
    allowed: 'Asia/Shanghai, Asia/Tokyo, Europe/Berlin, UTC',
    accepts: isZone,
  });
  for (const [name, check] of frameSettings) setting(name, check);
  if ((email === '') !== (password === '')) {
    const name = email === '' ? 'BIAOLI_ADMIN_EMAIL' : 'BIAOLI_ADMIN_PASSWORD';
    problems.push(problem('wrong-setting', `/${name}`, { name, allowed: 'BIAOLI_ADMIN_EMAIL + BIAOLI_ADMIN_PASSWORD' }));
  }
  if (problems.length > 0) return refused(...problems);
  return ok({
    data: resolve(environment['BIAOLI_DATA']?.trim() || 'data'),
    port: Number(port),
    host,
    publicUrl: new URL(publicUrl).origin,
    ...(email === '' ? {} : { admin: { email, password } }),
    demo: demo === '1',
    ...(demoPassword === '' ? {} : { demoPassword }),
    pocketbase: resolve(environment['BIAOLI_POCKETBASE']?.trim() || pocketbasePath),
    timeZone,
  });
}

const passwordLength = '8–200';

/** What others read by themselves; a wrong word would show only later: as a failing sign-in, or a log that is not there. */
const frameSettings: readonly (readonly [string, SettingCheck])[] = [
  ['BIAOLI_LOG', { default: '', allowed: logLevels.join(', '), accepts: (value) => logLevels.some((level) => level === value) }],
  ['ADDRESS_HEADER', { default: '', allowed: 'X-Forwarded-For, X-Real-IP, CF-Connecting-IP', accepts: (value) => /^[\w-]+$/.test(value) }],
  ['XFF_DEPTH', { default: '', allowed: '1–99', accepts: (value) => /^[1-9]\d?$/.test(value) }],
];

interface SettingCheck {
  readonly default: string;
  readonly allowed: string;
  readonly accepts: (value: string) => boolean;
}

/** An address for a browser on this machine: 0.0.0.0 and :: are not one. */
function localUrl(host: string, port: string): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;

const isEmail = (value: string): boolean => checkEmail(cleanEmail(value)).length === 0;

const isPassword = (value: string): boolean => checkPassword(value).length === 0;

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash + url.username + url.password === ''
  );
}

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // Intl's way to say that there is no such zone
  }
}
