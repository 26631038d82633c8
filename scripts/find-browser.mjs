import { existsSync } from 'node:fs';
import { run, step, tell } from './tell.mjs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
];
const packages = ['chromium', 'fonts-noto-cjk'];

const present = () => [process.env['BIAOLI_CHROMIUM'] ?? '', ...known].find((path) => path !== '' && existsSync(path));

/**
 * Path of a Chromium for the end-to-end tests; on Debian as root it is installed, with Chinese fonts, when missing.
 * @returns {Promise<string | undefined>} undefined when there is none; the console then says how to get one
 */
export async function findBrowser() {
  const fonts = (await run(['fc-list', ':lang=zh'])).output.trim() !== '';
  const found = present();
  if (found && fonts) return found;
  const isRoot = process.getuid?.() === 0;
  if (existsSync('/usr/bin/apt-get') && isRoot) await step('安装 Chromium 与中文字体', install);
  const path = present();
  if (!path)
    tell(
      `找不到 Chromium。请安装后重试（Debian/Ubuntu：sudo apt-get install -y ${packages.join(' ')}），或用 BIAOLI_CHROMIUM 指出它的路径。`,
    );
  else if (!fonts && !isRoot) tell('没有中文字体，截图中的汉字会显示为方框：sudo apt-get install -y fonts-noto-cjk');
  return path;
}

async function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-q'], { env });
  const { code, output } = await run(['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages], { env });
  if (code !== 0) tell(`  apt-get install 失败：${output.trim().split('\n').at(-1) ?? ''}`);
}
