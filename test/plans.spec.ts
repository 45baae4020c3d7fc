import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../src/core/definition/lint.js';
import { message } from '../src/core/definition/lint/messages.js';
import type { Finding } from '../src/core/definition/finding.js';
import { loadPlan } from '../src/core/plan/load.js';
import { preview } from '../src/core/plan/preview.js';
import { toPreviewJson } from '../src/core/plan/preview-json.js';
import { readWorkflows } from '../src/plans/workflow-files.js';
import { planNamed, Story } from './support/story.js';

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

describe('three working days before 20/11/2023 nobody has signed the synthesis (5.2¶3)', () => {
  const unsigned = '2023-11-14T16:00:00.000+07:00';

  test('leadership hears of it that afternoon, though the scorer was reminded in the morning', async () => {
    const story = new Story(await planNamed('19-kh-bcd'), { only: ['S7'] }).until('11-15');
    expect(story.told('S7/2023').filter((line) => line.startsWith('11-14'))).toEqual([
      '11-14 08:00 reminder → so-noi-vu/officer',
      '11-14 08:00 reminder → so-noi-vu/head',
      '11-14 16:00 synthesis-unsigned → thuong-truc-ban-chi-dao/leader',
    ]);
  });

  test('and the preview shows it', async () => {
    const bundle = await planNamed('19-kh-bcd');
    const shown = [...preview(bundle, bundle.calendar, '2023-11-14', '2023-11-14')]
      .map((entry) => toPreviewJson(entry, 'vi'))
      .filter(({ obligation, at }) => obligation === 'S7' && at === unsigned);
    expect(shown).toMatchObject([{ kind: 'reminder', to: ['thuong-truc-ban-chi-dao/leader'] }]);
    expect(shown[0]?.why).toContain('16:00 thứ Ba 14/11');
  });
});
