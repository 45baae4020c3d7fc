import type { Form } from '../form/form.js';
import { tinyForm } from '../../../test/support/forms.js';
import { meetings, request, smallPlan, smallUnits, smallYears, synthesis } from '../../../test/support/small-plan.js';
import { makeCalendar } from '../calendar/calendar.js';
import { toIso } from '../calendar/day.js';
import type { PlanSource } from './assemble.js';
import { compare, type Comparison } from './compare.js';

const calendar = makeCalendar(smallYears);
const same = { old: calendar, new: calendar };
const from = '2024-01-01';
const between = (old: PlanSource | undefined, next: PlanSource, day = from): Comparison =>
  compare(old, next, same, day);
const day = (instant: number | null): string | null => (instant === null ? null : toIso(instant).slice(0, 16));
const opens = ({ opens: found }: Pick<Comparison, 'opens'>) =>
  found.map(({ obligation, occurrence, at, units }) => [`${obligation} ${occurrence}`, day(at), units.join(' ')]);
const redated = (found: Comparison) =>
  found.redated.map((one) => [`${one.obligation} ${one.occurrence} ${one.key}`, day(one.was), day(one.becomes)]);

test('the same plan changes nothing, and its dates are counted', () => {
  const found = between(smallPlan(), smallPlan());
  expect(found).toMatchObject({ opens: [], withdrawn: [], redated: [], missed: [] });
  expect(found.unchanged).toBeGreaterThan(100);
  expect(found.obligations).toMatchObject({ added: [], removed: [], changed: [] });
  expect(found.lifecycles).toMatchObject({ added: [], removed: [], changed: [] });
});

test('the first activation opens what is still to come, and nothing after the fact', () => {
  const found = between(undefined, smallPlan([synthesis]), '2024-10-01');
  expect(opens(found)).toEqual([['S7 2025', '2025-09-01T08:00', 'office']]);
  expect(found.missed.map(({ occurrence }) => occurrence)).toEqual(['2023', '2024']);
  expect(found.calendar.was).toBeNull();
});

test('an obligation that is added opens its occurrences from that day on', () => {
  const found = between(smallPlan([request]), smallPlan([request, synthesis]));
  expect(found.obligations).toMatchObject({ added: ['S7'], removed: [], changed: [], unchanged: ['R0'] });
  expect(opens(found).map(([what]) => what)).toEqual(['S7 2024', 'S7 2025']);
  expect(found.redated).toEqual([]);
});

test('an obligation that goes takes what is still to open with it; what is under way goes on', () => {
  const found = between(smallPlan([request, synthesis]), smallPlan([request]), '2024-10-01');
  expect(found.withdrawn.map(({ obligation, occurrence }) => `${obligation} ${occurrence}`)).toEqual(['S7 2025']);
  expect(found.redated).toEqual([]);
});

test('another deadline moves the dates of what is still to open, and says why', () => {
  const next = smallPlan([{ ...synthesis, deadline: { by: '11-28' } }]);
  const found = between(smallPlan([synthesis]), next, '2024-10-01');
  expect(redated(found)).toContainEqual(['S7 2025 due', '2025-11-19T23:59', '2025-11-28T23:59']);
  expect(found.redated.map(({ occurrence }) => occurrence)).not.toContain('2024');
  expect(found.redated.find(({ key }) => key === 'due')?.reasons[0]).toMatchObject({ code: 'by' });
  expect(found.obligations.changed).toEqual([{ id: 'S7', what: ['deadline'] }]);
});

test('a reminder more is a date that comes', () => {
  const timing = { reminders: [{ key: 't2', workingDays: -2, to: ['unit.officer'] }] };
  const found = between(smallPlan([{ ...synthesis, timing: {} }]), smallPlan([{ ...synthesis, timing }]));
  expect(redated(found)).toEqual([
    ['S7 2024 r-t2', null, '2024-11-15T08:00'],
    ['S7 2025 r-t2', null, '2025-11-17T08:00'],
  ]);
});

test('a timing that obligations share by name counts as theirs', () => {
  const shared = [{ ...synthesis, timing: 'usual' }];
  const found = between(
    smallPlan(shared, { timings: { usual: { soon: { workingDays: 3 } } } }),
    smallPlan(shared, { timings: { usual: { soon: { workingDays: 4 } } } }),
  );
  expect(found.obligations.changed).toEqual([{ id: 'S7', what: ['timing'] }]);
});

test('a unit that joins opens tasks; one that leaves has them withdrawn', () => {
  const old = smallPlan([meetings]);
  const units = smallUnits.units.map((unit) => (unit.code === 'd1' ? { ...unit, to: '2023-12-31' } : unit));
  const label = { vi: 'Huyện mới', en: 'New district' };
  const d4 = { code: 'd4', name: label, kind: 'district', order: 13 };
  const found = between(old, { ...old, units: { ...old.units, units: [...units, d4] } }, '2024-10-01');
  expect(opens(found)[0]).toEqual(['R6 2024-Q4', '2024-10-29T08:00', 'd4']);
  expect(found.withdrawn.map(({ units: whose }) => whose)).toContainEqual(['d1']);
  expect(found.units).toMatchObject({ added: ['d4'], changed: [{ id: 'd1', what: ['to'] }] });
  expect(found.redated).toEqual([]);
});

test('tasks that are handed out keep their units; those still to be handed out in a running occurrence do not', () => {
  const old = smallPlan([meetings]);
  const units = smallUnits.units.filter(({ code }) => code !== 'd3');
  const next = { ...old, units: { ...old.units, units } };
  const tasksOf = (found: Comparison) => found.withdrawn.map(({ occurrence, units: whose }) => [occurrence, ...whose]);
  expect(tasksOf(between(old, next, '2024-10-15'))[0]).toEqual(['2024-Q4', 'd3']);
  expect(tasksOf(between(old, next, '2024-11-15'))[0]).toEqual(['2025-Q1', 'd3']);
});

test('a new calendar moves what is under way too', () => {
  const more = smallYears.map((year) =>
    year.year === 2024
      ? {
          ...year,
          days: [...year.days, { date: '2024-11-19', kind: 'holiday' as const, label: { vi: 'nghỉ', en: 'off' } }],
        }
      : year,
  );
  const plan = smallPlan([synthesis]);
  const found = compare(plan, plan, { old: calendar, new: makeCalendar(more) }, '2024-10-01');
  expect(found.redated.map(({ key, running }) => [key, running])).toContainEqual(['working-end', true]);
  expect(redated(found)).toContainEqual(['S7 2024 working-end', '2024-11-19T17:00', '2024-11-18T17:00']);
  expect(found.redated.every(({ occurrence }) => occurrence === '2024')).toBe(true);
  expect(found.calendar.was).not.toBe(found.calendar.becomes);
});

test('a state that goes, and a person who changes places, are named', () => {
  const old = smallPlan([request]);
  const round = old.lifecycles['round'];
  if (!round) throw new Error('no round');
  const { signed: _, ...states } = round.states;
  const person = (unit: string) => [{ id: 'an', name: 'An', seats: [{ unit, seat: 'officer' as const }] }];
  const next: PlanSource = {
    ...old,
    lifecycles: { ...old.lifecycles, round: { ...round, states } },
    units: { ...old.units, people: person('d2') },
  };
  const found = between({ ...old, units: { ...old.units, people: person('d1') } }, next);
  expect(found.lifecycles.changed).toEqual([{ id: 'round', what: ['states.signed'] }]);
  expect(found.people).toEqual({
    gained: [{ person: 'an', unit: 'd2', seat: 'officer' }],
    lost: [{ person: 'an', unit: 'd1', seat: 'officer' }],
  });
});

test('a form that asks otherwise is named, and so is the obligation that comes with it', () => {
  const form = tinyForm();
  const [first, ...rest] = form.sections;
  if (!first) throw new Error('no section');
  const withForm = { ...synthesis, forms: { synthesis: 'report' } };
  const sourceWith = (changed: Form): PlanSource => ({ ...smallPlan([withForm]), forms: { report: changed } });
  const label = { vi: 'Kết quả chính', en: 'Main results' };
  const found = between(sourceWith(form), sourceWith({ ...form, sections: [{ ...first, label }, ...rest] }));
  expect(found.forms.changed).toEqual([{ id: 'report', what: ['sections.results'] }]);
  expect(found.obligations.changed).toEqual([{ id: synthesis.id, what: ['forms'] }]);
  expect(found.hash).not.toBe(between(sourceWith(form), sourceWith(form)).hash);
});

describe('its hash', () => {
  const old = smallPlan([synthesis]);
  const next = smallPlan([{ ...synthesis, deadline: { by: '11-28' } }]);

  test('is the same for the same question', () => {
    expect(between(old, next).hash).toBe(between(smallPlan([synthesis]), next).hash);
  });

  test('is another one for another day, another plan, and what no date shows', () => {
    const relabelled = smallPlan([{ ...synthesis, deadline: { by: '11-28' }, label: { vi: 'khác', en: 'other' } }]);
    const hashes = [between(old, next), between(old, next, '2024-02-01'), between(old, old), between(old, relabelled)];
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(4);
  });
});
