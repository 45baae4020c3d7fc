import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../src/core/definition/lint.js';
import { message } from '../src/core/definition/lint/messages.js';
import type { Finding } from '../src/core/definition/finding.js';
import { loadPlan } from '../src/core/plan/load.js';
import { readWorkflows } from '../src/plans/workflow-files.js';

const workflows = join(__dirname, '..', 'workflows');
const plans = readdirSync(join(workflows, 'plans'));

const written = (finding: Finding): string => {
  const { file, line, column, severity, rule, suggestion } = finding;
  const meant = suggestion === undefined ? '' : ` → ${suggestion}?`;
  return `${file}:${line}:${column} ${severity} ${rule}: ${message(finding, 'en')}${meant}`;
};

test.each(plans)('the plan %s has nothing to find fault with', async (plan) => {
  const { bundle, findings } = loadPlan(await readWorkflows(workflows), `plans/${plan}`);
  const all = bundle ? lint(bundle) : findings;
  expect(all.map(written)).toEqual([]);
});

test('in the plan 19-KH/BCĐ the scorer does not score itself', async () => {
  const files = new Map(await readWorkflows(workflows));
  const name = 'plans/19-kh-bcd/plan.yaml';
  const text = files.get(name) ?? '';
  files.set(name, text.replace('{ group: state-agencies, except: [so-noi-vu] }', '{ group: state-agencies }'));
  const { bundle } = loadPlan(files, 'plans/19-kh-bcd');
  const found = bundle ? lint(bundle) : [];
  expect(found.map(({ rule, facts }) => ({ rule, of: facts['obligation'], units: facts['units'] }))).toEqual([
    { rule: 'nobody-may-send', of: 'S5-A', units: ['so-noi-vu'] },
  ]);
  expect(found[0]?.facts['events']).toContain('appraisal.start');
});
