// Processes as the system knows them: is it alive, is it still the same one, who holds a lock file.
import { randomUUID } from 'node:crypto';
import { appendFileSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** @param {string} file @returns {string | undefined} the file's text, or undefined where there is no such file */
export function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}

/** Fields of /proc/PID/stat behind the command's name, which may hold spaces; undefined off Linux. */
function statOf(pid) {
  const text = textOf(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A zombie is dead: it only waits for a parent that may never ask. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const state = statOf(pid)?.[0];
  return state !== 'Z' && state !== 'X';
}

/** The number together with the start time: numbers are used again, also after a restart of the machine. */
export function identityOf(pid) {
  return `${pid}:${statOf(pid)?.[19] ?? ''}`;
}

/** @param {string} identity as identityOf gave it */
export function isSameAlive(identity) {
  const pid = Number.parseInt(identity, 10);
  return isAlive(pid) && identityOf(pid) === identity;
}

/** Asks `done` every few milliseconds until it holds or the time is over. */
export async function until(done, { within, every = 20 }) {
  const end = performance.now() + within;
  while (!(await done())) {
    if (performance.now() > end) return false;
    await pause(every);
  }
  return true;
}

/**
 * Takes a lock file, or tells who holds it. A holder that is no longer alive holds nothing.
 * @returns {{ release(): void, note(text: string): void } | { holder: string, note: string }}
 */
export function takeLock(file) {
  // Written beside and linked into place: nobody ever reads a lock without its holder.
  const mine = `${file}.${process.pid}.${randomUUID()}`;
  writeFileSync(mine, `${identityOf(process.pid)}\n`);
  try {
    for (;;) {
      if (linked(mine, file)) {
        return { release: () => rmSync(file, { force: true }), note: (text) => appendFileSync(file, `${text}\n`) };
      }
      const [holder = '', note = ''] = (textOf(file) ?? '').split('\n');
      if (isSameAlive(holder)) return { holder, note };
      // Only the lock that was read is removed: another process may have replaced it meanwhile.
      if (textOf(file)?.startsWith(`${holder}\n`)) rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function linked(source, target) {
  try {
    linkSync(source, target);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Waits for its turn, then runs `work` alone. */
export async function withLock(file, work, within = 60_000) {
  let lock = takeLock(file);
  const taken = await until(() => 'release' in lock || ((lock = takeLock(file)), 'release' in lock), { within });
  if (!taken) throw new Error(`${file} is held by process ${lock.holder}`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}
