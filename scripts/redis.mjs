// Redis for the tests: the one on the path, or Debian's package where that may be installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const hasRedis = () => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

const quietly = (command, args) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** @param {(line: string) => void} log @returns {boolean} whether there is one now */
export function provideRedis(log) {
  if (hasRedis()) return true;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  log('Installing redis-server from the system’s packages …');
  // The tests start their own server: the package need not start one.
  return (
    quietly('apt-get', ['update', '-qq']) &&
    quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server']) &&
    hasRedis()
  );
}
