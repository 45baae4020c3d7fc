import { join } from 'node:path';
import { dayOf, toIso } from '../src/core/calendar/day.js';
import { why } from '../src/core/calendar/why.js';
import { momentsBetween } from '../src/core/plan/preview.js';
import { checkObligation } from '../src/core/plan/check-obligation.js';
import { loadPlan, type PlanBundle } from '../src/core/plan/load.js';
import { readWorkflows } from '../src/plans/workflow-files.js';

let bundle: PlanBundle;
beforeAll(async () => {
  const read = loadPlan(await readWorkflows(join(__dirname, '..', 'workflows')), 'plans/19-kh-bcd');
  if (!read.bundle) throw new Error('the plan cannot be read');
  bundle = read.bundle;
});
const duty = (id: string) => {
  const found = bundle.plan.obligations.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const check = (written: unknown, from = '2023-01-01') => checkObligation(bundle, written, from);
const said = ({ findings }: ReturnType<typeof check>) =>
  findings.map(({ path, finding: { rule, facts } }) => [path.join('.'), rule, facts['problem'] ?? '']);

test('of a plan without findings each obligation has none, and the dates that the whole plan gives it', () => {
  const all = momentsBetween(bundle, bundle.calendar, '2023-01-01', '2027-12-31');
  for (const one of bundle.plan.obligations) {
    const { findings, moments } = check(one);
    expect([one.id, findings]).toEqual([one.id, []]);
    const names = [one.id, ...Object.keys(one.tasks ?? {})];
    const whole = all.filter(({ obligation }) => names.includes(obligation));
    expect(moments.filter(({ obligation }) => names.includes(obligation)).map(({ at, key }) => [at, key])).toEqual(
      whole.map(({ at, key }) => [at, key]),
    );
  }
});

test('what is wrong is said at its field', () => {
  const one = duty('R0-H');
  expect(said(check({ ...one, lifecycle: 'report-rond' }))).toContainEqual(['lifecycle', 'unknown-lifecycle', '']);
  expect(said(check({ ...one, clause: '' }))).toEqual([['clause', 'schema', 'empty']]);
  expect(said(check({ ...one, timing: 'nobody' }))[0]?.[0]).toBe('timing');
  expect(said(check({ ...one, deadline: { by: '02-15' } }))[0]?.[0]).toMatch(/^(deadline|schedule)/);
  const tasks = { R1: { ...one.tasks?.['R1'], units: { group: 'nobody' } } };
  expect(said(check({ ...one, tasks }))[0]?.[0]).toBe('tasks.R1.units.group');
});

test('an obligation that is new has its dates, each with its reason and its working end', () => {
  const { findings, moments } = check({
    ...duty('S1'),
    id: 'X1',
    schedule: { every: 'year', opens: '09-01' },
    deadline: { before: '11-20' },
  });
  expect(findings.filter(({ finding: { severity } }) => severity === 'error')).toEqual([]);
  const due = moments.find(({ kind }) => kind === 'due');
  expect(due && dayOf(due.at)).toBe('2023-11-19');
  expect(due && why(due.reasons, 'vi')).toContain('trước 20/11/2023');
  const working = moments.find(({ kind }) => kind === 'workingEnd');
  expect(working && toIso(working.at).slice(0, 16)).toBe('2023-11-17T17:00');
});
