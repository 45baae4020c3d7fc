// Builds the web application into dist/web, and packs its files once instead of at every request.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { checkout } from './prepare.mjs';

const PACKED = ['.js', '.css', '.svg', '.json'];
/** Below this packing saves nothing worth a second file. */
const LEAST = 1024;
/** One below the best: a tenth of the time for a twentieth more. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

// Whoever calls may be a test: what is built is what ships.
process.env.NODE_ENV = 'production';
await build({ configFile: join(checkout, 'web', 'vite.config.ts'), logLevel: 'warn' });

const files = readdirSync(join(checkout, 'dist', 'web'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && PACKED.includes(extname(entry.name)))
  .map((entry) => join(entry.parentPath, entry.name));
await Promise.all(
  files.map(async (file) => {
    const plain = readFileSync(file);
    if (plain.length < LEAST) return;
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(plain, brotli));
    writeFileSync(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
  }),
);
