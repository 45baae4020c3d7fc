import { lifecycleOf, label } from '../../../test/support/given.js';
import { hashOf } from '../definition/definition.js';
import { assemble, timingOf, type PlanSource } from './assemble.js';
import { planSchema, unitsSchema } from './schema.js';

const plain = (lifecycle: string) => lifecycleOf({ lifecycle, states: { drafting: {} } });
const duty = (more: object = {}) => ({ label, clause: '1', class: 'hard', lifecycle: 'work', ...more });
const sourceOf = (obligation: object, more: object = {}): PlanSource => ({
  lifecycles: { series: plain('series'), work: plain('work') },
  units: unitsSchema.parse({
    units: [{ code: 'office', name: label, kind: 'office', order: 0 }],
    groups: { reporting: { label, kinds: ['district'], units: ['d1'] } },
  }),
  plan: planSchema.parse({
    plan: 'p',
    number: '1',
    label,
    term: { from: '2023-02-01', to: '2025-11-30' },
    calendars: ['vn'],
    actors: { secretariat: 'office', leadership: 'chair' },
    timings: { usual: { soon: { workingDays: 4 } } },
    obligations: [{ id: 'R0', schedule: { every: 'year', opens: '05-02' }, ...duty(obligation) }],
    ...more,
  }),
});
const definitionsOf = (source: PlanSource) => [...assemble(source).definitions.values()];
const named = (source: PlanSource, obligation: string, kind: string) =>
  definitionsOf(source).find((one) => one.obligation === obligation && one.kind === kind);

test('every obligation has a series that pins its occurrence, which pins its tasks, as deep as they go', () => {
  const source = sourceOf({
    tasks: { R1: duty({ units: { kind: ['district'] }, tasks: { R2: duty({ units: { under: 'unit' } }) } }) },
  });
  const { definitions, series } = assemble(source);
  expect(definitions.size).toBe(4);
  for (const [hash, definition] of definitions) expect(hashOf(definition)).toBe(hash);
  const pinned = (hash: string, group: string) => definitions.get(hash)?.groups[group]?.definition ?? '';
  const [{ definition = '' } = {}] = series;
  const chain = [definition, pinned(definition, 'occurrence')];
  chain.push(pinned(chain[1] ?? '', 'R1'));
  chain.push(pinned(chain[2] ?? '', 'R2'));
  expect(chain.map((hash) => [definitions.get(hash)?.kind, definitions.get(hash)?.obligation])).toEqual([
    ['series', 'R0'],
    ['occurrence', 'R0'],
    ['task', 'R1'],
    ['task', 'R2'],
  ]);
});

test('pure: the same plan gives the same hashes, and a changed task gives its parents new ones', () => {
  const of = (clause: string) => sourceOf({ tasks: { R1: duty({ units: { kind: ['district'] }, clause }) } });
  const hashes = (clause: string) => [...assemble(of(clause)).definitions.keys()];
  expect(hashes('1')).toEqual(hashes('1'));
  expect(hashes('2').filter((hash) => hashes('1').includes(hash))).toEqual([]);
});

test('what has no owner is owned by the secretariat; a task by the owner of its parent', () => {
  const tasks = { R1: duty({ units: {} }), R2: duty({ units: {}, owner: 'other' }) };
  expect(named(sourceOf({ tasks }), 'R0', 'occurrence')?.owner).toBe('office');
  expect(named(sourceOf({ tasks, owner: 'scorer' }), 'R1', 'task')?.owner).toBe('scorer');
  expect(named(sourceOf({ tasks, owner: 'scorer' }), 'R2', 'task')?.owner).toBe('other');
  expect(assemble(sourceOf({ owner: 'scorer' })).series).toMatchObject([{ obligation: 'R0', unit: 'scorer' }]);
});

test('a series opens nothing outside the term of the plan', () => {
  const schedule = (given: object) => named(sourceOf({ schedule: given }), 'R0', 'series')?.schedule;
  const yearly = { every: 'year', opens: '05-02' };
  expect(schedule(yearly)).toMatchObject({ from: '2023-02-01', until: '2025-11-30' });
  expect(schedule({ ...yearly, from: '2022-01-01', until: '2030-01-01' })).toMatchObject({
    from: '2023-02-01',
    until: '2025-11-30',
  });
  expect(schedule({ ...yearly, from: '2024-01-01', until: '2024-12-31' })).toMatchObject({
    from: '2024-01-01',
    until: '2024-12-31',
  });
  expect(schedule({ once: '2023-05-02' })).toEqual({ once: '2023-05-02' });
  expect(schedule({ on: 'request' })).toEqual({ on: 'request' });
});

test("a group's name becomes the kinds and units that it stands for", () => {
  const group = (units: object) =>
    named(sourceOf({ tasks: { R1: duty({ units }) } }), 'R0', 'occurrence')?.groups['R1']?.units;
  expect(group({ group: 'reporting' })).toEqual({ kind: ['district'], units: ['d1'] });
  expect(group({ group: 'reporting', units: ['d9'], except: ['d1'] })).toEqual({
    kind: ['district'],
    units: ['d1', 'd9'],
    except: ['d1'],
  });
  expect(group({ under: 'unit' })).toEqual({ under: 'unit' });
});

test('a link is known by the name of its obligation, unless it has one of its own', () => {
  const links = named(
    sourceOf({ listens: [{ obligation: 'R4' }, { obligation: 'R5', period: 'year', as: 'five' }] }),
    'R0',
    'occurrence',
  );
  expect(links?.listens).toEqual([
    { obligation: 'R4', period: 'same', as: 'R4' },
    { obligation: 'R5', period: 'year', as: 'five' },
  ]);
});

test('a timing by name or of its own', () => {
  const { plan } = sourceOf({});
  expect(timingOf(plan, 'usual')).toMatchObject({ soon: { workingDays: 4 } });
  expect(timingOf(plan, { reminders: [], escalation: [] })).toEqual({ reminders: [], escalation: [] });
  expect(timingOf(plan, undefined)).toBeNull();
});

test('a lifecycle that is not among the files is an error', () => {
  expect(() => assemble(sourceOf({ lifecycle: 'nowhere' }))).toThrow('nowhere');
});

test('what is restricted says so, with the tasks below it; what is not says nothing, and keeps its hash', () => {
  const tasks = (more: object) => ({ R1: duty({ units: {}, ...more, tasks: { R2: duty({ units: {} }) } }) });
  const marks = (obligation: object) =>
    ['R0', 'R1', 'R2'].map((id) => named(sourceOf(obligation), id, id === 'R0' ? 'occurrence' : 'task')?.restricted);
  expect(marks({ tasks: tasks({}) })).toEqual([undefined, undefined, undefined]);
  expect(marks({ tasks: tasks({ restricted: true }) })).toEqual([undefined, true, true]);
  expect(marks({ restricted: true, tasks: tasks({ restricted: false }) })).toEqual([true, undefined, undefined]);
  const hashes = (more: object) => [...assemble(sourceOf({ tasks: tasks(more) })).definitions.keys()];
  expect(hashes({ restricted: false })).toEqual(hashes({}));
  for (const definition of definitionsOf(sourceOf({ tasks: tasks({}) })))
    expect(Object.keys(definition)).not.toContain('restricted');
  // The schedule itself is no secret.
  expect(named(sourceOf({ restricted: true }), 'R0', 'series')?.restricted).toBeUndefined();
});
