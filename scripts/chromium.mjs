// Chromium for the tests of pages: the one that CHROMIUM names, the one on the path, or Debian's where it may be installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where it is; undefined: there is none. */
export const chromium = () => process.env.CHROMIUM || PLACES.find((place) => existsSync(place));

const quietly = (command, args) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** @param {(line: string) => void} log @returns {boolean} whether there is one now */
export function provideChromium(log) {
  if (chromium() !== undefined) return true;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  log('Installing chromium from the system’s packages …');
  return (
    quietly('apt-get', ['update', '-qq']) &&
    quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']) &&
    chromium() !== undefined
  );
}
