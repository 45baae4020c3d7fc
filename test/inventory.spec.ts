import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const CRYPTOGRAPHY = /from '(?:node:crypto|@node-rs\/argon2|otplib|openid-client)'/;

test('docs/security.md names every file that does cryptography, and no other', () => {
  const doing = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && CRYPTOGRAPHY.test(read(file)));
  const [, inventory = ''] = read('docs/security.md').split('## Keys and algorithms');
  const named = [...new Set([...inventory.matchAll(/`(src\/[^`]+\.ts)`/g)].map(([, file]) => file))];
  // TLS is the other side's and the addresses' business.
  expect(named.filter((file) => file !== 'src/platform/database.ts').sort()).toEqual(doing.sort());
});
