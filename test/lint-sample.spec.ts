import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../src/core/definition/lint.js';
import { message, suggestion } from '../src/core/definition/lint/messages.js';
import { loadPlan } from '../src/core/plan/load.js';
import { readWorkflows } from '../src/plans/workflow-files.js';

const root = join(__dirname, '..');
const round = 'lifecycles/report-round.yaml';
const plan = 'plans/19-kh-bcd/plan.yaml';

test('the sample of docs/command-line.md is what plan lint says of these two mistakes', async () => {
  const files = new Map(await readWorkflows(join(root, 'workflows')));
  const spare = '  spare:\n    label: { vi: Dự phòng, en: Spare }\n    on: { round.close: closing }\n';
  files.set(round, `${files.get(round) ?? ''}${spare}`);
  files.set(plan, (files.get(plan) ?? '').replace('timing: request\n', 'timing: requst\n'));
  const { bundle, findings } = loadPlan(files, 'plans/19-kh-bcd');
  const all = bundle ? lint(bundle) : findings;
  const told = all.map((found) => {
    const { file, line, column, rule } = found;
    return `    workflows/${file}:${line}:${column} ${rule} ${message(found, 'vi')} → ${suggestion(found, 'vi') ?? ''}`;
  });
  const page = readFileSync(join(root, 'docs', 'command-line.md'), 'utf8');
  expect(page.split('\n').filter((line) => /^ {4}workflows\//.test(line))).toEqual(told);
  const [, json = '{}'] = /^```json\n(.*?"unreachable-state".*?)^```$/ms.exec(page) ?? [];
  expect(JSON.parse(json)).toMatchObject({ findings: all.map(({ line, column, rule }) => ({ line, column, rule })) });
});
