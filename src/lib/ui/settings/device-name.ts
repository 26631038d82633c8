import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';

const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const find = (agent: string, known: readonly (readonly [RegExp, string])[]): string | undefined =>
  known.find(([pattern]) => pattern.test(agent))?.[1];

/** What a browser calls itself, short enough to recognise one's own device. */
export const deviceName = (agent: string, { settings }: Pick<Messages, 'settings'>): string => {
  const [browser, system] = [find(agent, browsers), find(agent, systems)];
  if (browser === undefined && system === undefined) return settings.sessionUnknown;
  if (browser === undefined || system === undefined) return browser ?? system ?? settings.sessionUnknown;
  return fill(settings.sessionDevice, { browser, system });
};
