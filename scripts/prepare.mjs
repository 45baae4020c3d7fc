// Install and build, each only when needed. Nothing here may use node_modules: there may be none yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  if (!products.every(isBuilt)) await alone(() => build(log));
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

/**
 * What is built, each with a stamp of its own: a change in the web application alone does not build the server again.
 * `reads`: files and folders that the build reads, tests left out.
 */
const products = [
  {
    folder: 'dist',
    reads: ['tsconfig.json', 'nest-cli.json', 'src'],
    program: ['node_modules', '@nestjs', 'cli', 'bin', 'nest.js'],
    args: ['build'],
    // The web application lies in the same folder, and stays.
    clears: () => entriesOf('dist').filter((name) => name !== 'web'),
    failure: 'Biên dịch không thành công. / The build failed.',
  },
  {
    folder: join('dist', 'web'),
    reads: ['tsconfig.json', 'web', join('src', 'core', 'form')],
    program: ['scripts', 'build-web.mjs'],
    args: [],
    clears: () => entriesOf(join('dist', 'web')),
    failure: 'Biên dịch giao diện web không thành công. / The build of the web application failed.',
  },
];

const stampFile = ({ folder }) => join(checkout, folder, '.built');
const isBuilt = (product) => textOf(stampFile(product)) === sources(product);

/** A digest over everything that the build reads. */
function sources({ reads }) {
  const digest = createHash('sha256');
  for (const file of ['package-lock.json', ...reads.flatMap(filesBelow)])
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(checkout, file)))
      .update('\0');
  return digest.digest('hex');
}

function filesBelow(place) {
  if (!existsSync(join(checkout, place))) return [];
  if (statSync(join(checkout, place)).isFile()) return [place];
  return readdirSync(join(checkout, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
    .sort();
}

const entriesOf = (folder) => (existsSync(join(checkout, folder)) ? readdirSync(join(checkout, folder)) : []);

/** What is not built, or not from these sources; side by side, because each takes about as long as the other. */
async function build(log) {
  const wanted = products.filter((product) => !isBuilt(product));
  if (wanted.length === 0) return;
  log('Đang biên dịch … · building …');
  const ended = await Promise.allSettled(wanted.map(buildOne));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

async function buildOne(product) {
  const stamp = sources(product);
  rmSync(stampFile(product), { force: true });
  for (const name of product.clears()) rmSync(join(checkout, product.folder, name), { recursive: true, force: true });
  await runBeside(process.execPath, [join(...product.program), ...product.args], product.failure);
  if (!existsSync(join(checkout, product.folder))) throw new Error(`The build of ${product.folder} wrote nothing.`);
  writeFileSync(stampFile(product), stamp);
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
const quiet = { cwd: checkout, stdio: ['ignore', 2, 2] };

function run(command, args, failure) {
  const { status, signal } = spawnSync(command, args, { ...quiet, shell: process.platform === 'win32' });
  settle(status, signal, failure);
}

async function runBeside(command, args, failure) {
  const [status, signal] = await once(spawn(command, args, quiet), 'exit');
  settle(status, signal, failure);
}

function settle(status, signal, failure) {
  if (signal !== null) throw new NotPrepared('Đã bị ngắt. / Interrupted.', 130);
  if (status !== 0) throw new NotPrepared(failure);
}
