import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realPlan } from '../../test/sandbox/troupe.js';
import { realFiles } from '../../test/support/real-files.js';
import type { Definition } from '../core/definition/definition.js';
import { type Notice, noticesIn } from '../core/definition/notices.js';
import { assemble } from '../core/plan/assemble.js';
import type { PlanBundle } from '../core/plan/load.js';
import { momentsBetween } from '../core/plan/preview.js';
import type { Moment } from '../core/plan/preview-moments.js';
import { languages } from '../platform/language.js';
import { factsOf, type Subject } from './message-facts.js';
import { render } from './render.js';

/** Every text of the plan as somebody will read it. After a change: UPDATE_MESSAGES=1 npx jest … and read the file. */
const GOLDEN = join(__dirname, '..', '..', 'test', 'fixtures', 'messages-19-kh-bcd.md');

let bundle: PlanBundle;
let templates: ReadonlyMap<string, string>;
beforeAll(async () => {
  bundle = await realPlan();
  templates = realFiles('templates');
});

/** Nobody hears of the mere passing of a unit's deadline yet; the text for it is there, and is read too. */
function withOverdue(): PlanBundle {
  const { 'unit-report': timing, ...others } = bundle.plan.timings ?? {};
  if (!timing) throw new Error('no timing unit-report');
  const overdue = { ...timing, overdue: { to: ['unit.officer' as const] } };
  return { ...bundle, plan: { ...bundle.plan, timings: { ...others, 'unit-report': overdue } } };
}

/** The first obligation of the plan that sends each text, with its first unit and deadline. */
function sentFirst(): Map<
  string,
  { readonly notice: Notice; readonly definition: Definition; readonly moment: Moment }
> {
  const moments = momentsBetween(bundle, bundle.calendar, '2023-01-01', '2026-12-31');
  const first = new Map<string, { notice: Notice; definition: Definition; moment: Moment }>();
  for (const definition of assemble(withOverdue()).definitions.values()) {
    const own = moments.filter(({ obligation, kind }) => obligation === definition.obligation && kind !== 'opens');
    const moment = own.find(({ kind }) => kind === 'due') ?? own[0];
    if (!moment || definition.kind === 'series') continue;
    for (const notice of noticesIn(definition.machine))
      if (!first.has(notice.template)) first.set(notice.template, { notice, definition, moment });
  }
  return first;
}

function read(): string {
  const names = new Map(bundle.units.units.map(({ code, name }) => [code, name]));
  const pages: string[] = [];
  for (const [template, { notice, definition, moment }] of [...sentFirst()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [code = ''] = moment.units();
    const owner = definition.owner ?? definition.actors.secretariat;
    const subject: Subject = {
      instanceId: 1,
      link: 'https://dunghan.example.vn/viec/1',
      plan: bundle.plan.plan,
      planName: { vi: bundle.plan.number, en: bundle.plan.number },
      obligation: definition.label,
      clause: definition.clause,
      period: moment.occurrence,
      unit: names.get(code) ?? { vi: code, en: code },
      owner: names.get(owner) ?? { vi: owner, en: owner },
      due: moment.kind === 'due' ? moment.at : null,
    };
    pages.push(`## ${template} → ${notice.to.join(', ')} (${definition.obligation} ${moment.occurrence})`);
    for (const language of languages) {
      const { subject: title, text } = render(
        templates.get(`${template}.${language}.md`) ?? '',
        factsOf(subject, notice.level, bundle.calendar, language),
      );
      pages.push(`### ${language}`, `**${title}**`, text);
    }
  }
  return `${pages.join('\n\n')}\n`;
}

test('every text reads as it was read last', () => {
  const now = read();
  if (process.env['UPDATE_MESSAGES'] !== undefined) writeFileSync(GOLDEN, now);
  expect(now).toBe(readFileSync(GOLDEN, 'utf8'));
});

test('every text of the plan is sent by something', () => {
  const sent = new Set(sentFirst().keys());
  const written = [...templates.keys()].map((file) => file.replace(/\.(vi|en)\.md$/, ''));
  expect([...new Set(written)].filter((name) => !sent.has(name))).toEqual([]);
});

test('no text says a period twice', () => {
  expect(read()).not.toMatch(/năm năm|6 tháng (?:kỳ )?6 tháng|quý [IV]+ (?:kỳ )?quý|\( *\)|\{\{/);
});
