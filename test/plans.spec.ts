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
