import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenOf } from '../support/accounts.js';
import { checkout } from '../support/app.js';
import { tinyPlan, useApp } from './api.js';

// docs/api/README.md, as somebody follows it who has nothing else.
const api = useApp(tinyPlan);
const guide = readFileSync(join(checkout, 'docs', 'api', 'README.md'), 'utf8');
const examples = [...guide.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);

test('the examples of the guide do what they say', async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-guide-'));
  const file = join(folder, 'guide.mjs');
  writeFileSync(file, examples.join('\n'));
  const env = { PATH: process.env['PATH'], API: api().url, TOKEN: tokenOf('an') };
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', env });
  rmSync(folder, { recursive: true });
  const said = examples.flatMap((code) =>
    [...code.matchAll(/^console\.log\(.*\); \/\/ (.+)$/gm)].map(([, words]) => words),
  );
  expect(examples.length).toBeGreaterThan(6);
  expect({ stderr, printed: stdout.trimEnd().split('\n') }).toEqual({ stderr: '', printed: said });
});

test('every file that it leads to is there', () => {
  for (const [, to = ''] of guide.matchAll(/\]\(([^)#]+)\)/g))
    expect(() => readFileSync(join(checkout, 'docs', 'api', to))).not.toThrow();
});
