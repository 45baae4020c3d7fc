import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** How a file may travel, the smallest first: written at the build beside the file itself. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
export type Encoding = (typeof encodings)[number][0];

export type WebFile = {
  readonly type: string;
  /** Strong, of the file as it was built; each encoding has one of its own. */
  readonly tag: string;
  readonly plain: Buffer;
  readonly packed: ReadonlyMap<Encoding, Buffer>;
};
export type WebFiles = {
  /** By the path of its address. */
  readonly files: ReadonlyMap<string, WebFile>;
  /** Around each place for the nonce. */
  readonly page: readonly string[];
};

/** Stands in index.html wherever a page's nonce belongs (web/vite.config.ts). */
const NONCE = '__NONCE__';
/** Under this every name has a digest of what is in it. */
const HASHED = '/assets/';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

export const isWebFile = (path: string): boolean => path.startsWith(HASHED);

/** All files of the web application, into memory: what one build made stays together, also where the next is written meanwhile. */
export function readWebFiles(folder: string): WebFiles {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) throw new Error(`${index} is missing: npm run build`);
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `/${name.replaceAll('\\', '/')}`)
    // What begins with a dot is for builds and tests.
    .filter((name) => types[extname(name)] !== undefined && !name.includes('/.'));
  return {
    files: new Map(found.map((name) => [name, read(join(folder, name))])),
    page: readFileSync(index, 'utf8').split(NONCE),
  };
}

function read(file: string): WebFile {
  const plain = readFileSync(file);
  return {
    type: types[extname(file)] ?? 'application/octet-stream',
    tag: createHash('sha256').update(plain).digest('base64url').slice(0, 20),
    plain,
    packed: new Map(
      encodings.flatMap(([encoding, suffix]) =>
        existsSync(file + suffix) ? [[encoding, readFileSync(file + suffix)] as const] : [],
      ),
    ),
  };
}
