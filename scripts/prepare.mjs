// Install and build, each only when needed. Nothing here may use node_modules: there may be none yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { textOf, withLock } from './process.mjs';

export const checkout = dirname(import.meta.dirname);

/** What keeps a person's data: the database, its password, who runs. */
export const dataDir = () => process.env.DATA_DIR || join(checkout, '.data');

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  const { node } = process.versions;
  throw new NotPrepared(
    `Node.js ${node} quá cũ: Đúng Hạn cần bản 20.19 trở lên. / Node.js ${node} is too old: Đúng Hạn needs 20.19 or later.`,
    78,
  );
}

/** Installs and builds, each when needed; two commands at once take turns. */
export async function prepare({ log = console.error } = {}) {
  // An image ships what was built, without sources.
  if (!existsSync(join(checkout, 'src'))) return requireNode();
  await prepareInstall({ log });
  if (!isBuilt()) await alone(() => build(log));
}

export async function prepareInstall({ log = console.error } = {}) {
  requireNode();
  if (!isInstalled()) await alone(() => install(log));
}

function alone(work) {
  mkdirSync(dataDir(), { recursive: true });
  return withLock(join(dataDir(), 'prepare.lock'), work, 600_000);
}

/** npm keeps a list of what it installed; it is compared with the lock file, package by package. */
function isInstalled() {
  const installed = textOf(join(checkout, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const here = JSON.parse(installed).packages;
  const wanted = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || here[path]?.version === version || (optional && here[path] === undefined),
  );
}

function install(log) {
  if (isInstalled()) return;
  log('Đang cài các gói (npm ci) … · installing packages …');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'],
    'npm ci không thành công: chưa cài được các gói. / npm ci failed: the packages could not be installed.',
  );
}

const stampFile = () => join(checkout, 'dist', '.built');

function isBuilt() {
  return textOf(stampFile()) === sources();
}

/** A digest over everything that the build reads, tests left out. */
function sources() {
  const digest = createHash('sha256');
  const inputs = ['package-lock.json', 'tsconfig.json', 'nest-cli.json', ...filesBelow('src')];
  for (const file of inputs)
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(checkout, file)))
      .update('\0');
  return digest.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
    .sort();
}

function build(log) {
  if (isBuilt()) return;
  log('Đang biên dịch … · building …');
  const stamp = sources();
  rmSync(stampFile(), { force: true });
  run(
    process.execPath,
    [join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'],
    'Biên dịch không thành công. / The build failed.',
  );
  if (!existsSync(join(checkout, 'dist'))) throw new Error('The build wrote nothing.');
  writeFileSync(stampFile(), stamp);
}

/** How the application reads its settings; undefined where it was never built. */
/** A module of what was built. */
export const built = (file) => import(pathToFileURL(join(checkout, 'dist', file)).href);
export const builtConfig = () => import('../dist/platform/config.js').catch(() => undefined);

/** A sentence for a person, and the exit code that goes with it. */
export class NotPrepared extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Ends the command with the sentence where nothing else has been started yet. */
export function leave(error) {
  console.error(error instanceof NotPrepared ? error.message : error);
  process.exit(error instanceof NotPrepared ? error.exitCode : 1);
}

/** Standard output stays free for whoever called: what these commands say goes to standard error. */
function run(command, args, failure) {
  const { status, signal } = spawnSync(command, args, {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (signal !== null) throw new NotPrepared('Đã bị ngắt. / Interrupted.', 130);
  if (status !== 0) throw new NotPrepared(failure);
}
