import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, startApp, type App } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';

// docs/guides/first-round.md, as a newcomer follows it with nothing but what a first start prints.
const guide = readFileSync(join(checkout, 'docs', 'guides', 'first-round.md'), 'utf8');
const commands = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = '']) => code).join('\n');

const db = useDatabase();
let app: App;
let accounts: readonly (readonly string[])[];
beforeAll(async () => {
  app = await startApp(db().url, { SANDBOX_LIVED: 'half-year' });
  accounts = [...app.output().matchAll(/^([a-z.-]+): (\S+)$/gm)].map(([, name = '', password = '']) => [
    name,
    password,
  ]);
}, 180_000);
afterAll(() => app.stop());

test('a first start gives everybody whom one round takes an account', () => {
  expect(accounts.map(([name]) => name)).toEqual([
    'quan-tri',
    'cb.co-quan-thuong-truc',
    'ld.ban-dan-van',
    'pho-truong-ban',
    'cb.huyen-uy-tan-bien',
    'ld.huyen-uy-tan-bien',
  ]);
});

/** Whoever runs the tests needs no curl. */
const hasCurl = spawnSync('curl', ['--version']).status === 0;

(hasCurl ? test : test.skip)('the commands of the guide do what they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-first-round-'));
  writeFileSync(join(folder, 'accounts.txt'), accounts.map(([name, word]) => `    ${name}   ${word}   …\n`).join(''));
  const env = { PATH: process.env['PATH'], API: `${app.url}/api/v1` };
  const options = { cwd: folder, env, encoding: 'utf8', input: `set -euo pipefail\n${commands}` } as const;
  const { stdout, stderr } = spawnSync('bash', options);
  rmSync(folder, { recursive: true });
  const said = [...commands.matchAll(/# → (.+)$/gm)].map(([, words]) => words);
  expect(said.length).toBeGreaterThan(9);
  expect({ stderr, printed: stdout.trimEnd().split('\n') }).toEqual({ stderr: '', printed: said });
});
