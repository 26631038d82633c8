import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';

const wrong: readonly [string, string][] = [
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '5180a'],
  ['HOST', 'a b'],
  ['BIAOLI_PUBLIC_URL', 'crm.example.com'],
  ['BIAOLI_PUBLIC_URL', 'ftp://crm.example.com'],
  ['BIAOLI_PUBLIC_URL', 'https://crm.example.com/biaoli'],
  ['BIAOLI_PUBLIC_URL', 'https://name:secret@crm.example.com'],
  ['BIAOLI_LOG', 'loud'],
  ['ADDRESS_HEADER', 'x forwarded'],
  ['XFF_DEPTH', '0'],
  ['XFF_DEPTH', 'two'],
  ['BIAOLI_DEMO', 'yes'],
  ['BIAOLI_DEMO_PASSWORD', 'short'],
  ['BIAOLI_TZ', 'Asia/Nowhere'],
];

describe('the settings of the environment', () => {
  it('all have a default', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      ok: true,
      value: { port: 5180, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:5180', demo: false, timeZone: 'Asia/Shanghai' },
    });
    expect(config.ok && isAbsolute(config.value.data) && isAbsolute(config.value.pocketbase)).toBe(true);
    expect(config.ok && 'admin' in config.value).toBe(false);
  });

  it('are taken as given', () => {
    const config = readConfig({
      BIAOLI_DATA: '/srv/biaoli',
      PORT: ' 80 ',
      HOST: '0.0.0.0',
      BIAOLI_PUBLIC_URL: 'https://crm.example.com/',
      BIAOLI_ADMIN_EMAIL: 'a@b.cn',
      BIAOLI_ADMIN_PASSWORD: 'long enough',
      BIAOLI_DEMO: '1',
      BIAOLI_DEMO_PASSWORD: 'demo-password',
      BIAOLI_TZ: 'UTC',
    });
    expect(config).toMatchObject({
      ok: true,
      value: {
        data: '/srv/biaoli',
        port: 80,
        host: '0.0.0.0',
        publicUrl: 'https://crm.example.com',
        admin: { email: 'a@b.cn', password: 'long enough' },
        demo: true,
        demoPassword: 'demo-password',
        timeZone: 'UTC',
      },
    });
  });

  it('give an address for this machine where every address is listened on', () => {
    expect(readConfig({ HOST: '0.0.0.0', PORT: '80' })).toMatchObject({ value: { publicUrl: 'http://127.0.0.1' } });
    expect(readConfig({ HOST: '::1' })).toMatchObject({ value: { publicUrl: 'http://[::1]:5180' } });
  });

  it.each(wrong)('name a wrong %s (%s) with the allowed values', (name, value) => {
    const config = readConfig({ [name]: value });
    expect(config).toEqual({
      ok: false,
      problems: [{ code: 'wrong-setting', path: `/${name}`, params: { name, allowed: expect.stringMatching(/./) } }],
    });
  });

  it('name every wrong one, and never repeat a secret', () => {
    const config = readConfig({ PORT: 'x', BIAOLI_DEMO: 'x', BIAOLI_ADMIN_PASSWORD: 'tiny', BIAOLI_ADMIN_EMAIL: 'a@b.cn' });
    expect(config.ok || config.problems.map((one) => one.path)).toEqual(['/PORT', '/BIAOLI_ADMIN_PASSWORD', '/BIAOLI_DEMO']);
    expect(JSON.stringify(config)).not.toContain('tiny');
  });

  it.each([
    ['a@b', 'long enough'],
    ['<a>@b.cn', 'long enough'],
    ['a@b.cn', 'x'.repeat(201)],
  ])('want an administrator that can be made: %s', (BIAOLI_ADMIN_EMAIL, BIAOLI_ADMIN_PASSWORD) => {
    const config = readConfig({ BIAOLI_ADMIN_EMAIL, BIAOLI_ADMIN_PASSWORD });
    expect(config).toMatchObject({ ok: false, problems: [{ code: 'wrong-setting' }] });
  });

  it('want the address and the password of the first administrator together', () => {
    expect(readConfig({ BIAOLI_ADMIN_EMAIL: 'a@b.cn' })).toMatchObject({ problems: [{ path: '/BIAOLI_ADMIN_PASSWORD' }] });
    expect(readConfig({ BIAOLI_ADMIN_PASSWORD: 'long enough' })).toMatchObject({ problems: [{ path: '/BIAOLI_ADMIN_EMAIL' }] });
  });
});
