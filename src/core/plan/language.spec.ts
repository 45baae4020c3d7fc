import { faultsOf, worldOf } from '../../../test/support/play.js';
import { fixture } from '../../../test/support/plan-files.js';
import { followUp, levels, reopened, type Script } from '../../../test/support/scripts.js';
import { fromIso } from '../calendar/day.js';
import { lint } from '../definition/lint.js';
import { PERSON_HOP, type Actor, type Event, type Instance } from '../instance.js';
import type { World } from '../world.js';
import { loadPlan, type PlanBundle } from './load.js';
import { preview } from './preview.js';
import { toPreviewJson } from './preview-json.js';

/** The two plans of the fixtures are the examples of docs/plan-language.md: they are linted, previewed and played. */
function bundleOf(name: string): PlanBundle {
  const { bundle, findings } = loadPlan(fixture(name), `plans/${name}`);
  expect(findings).toEqual([]);
  if (!bundle) throw new Error(`${name} cannot be read`);
  return bundle;
}

const time = (text: string): number =>
  fromIso(`${text.replace(' ', 'T')}${text.length === 10 ? 'T09:00' : ''}:00+07:00`);

/** A play: people write letters, time passes, instances are looked at. */
function play(bundle: PlanBundle, from: string) {
  const world = worldOf(bundle, bundle.calendar, time(from));
  let n = 0;
  const say = (who: string, when: string, to: string, event: Event | string): string => {
    const at = time(when);
    world.settle(at - 1);
    const [unit = '', seat = ''] = who.split('/');
    const actor: Actor = { kind: 'person', id: who, seats: [{ unit, seat }] };
    const letter = { to, key: `k${(n += 1)}`, at, hop: PERSON_HOP, actor, sender: who, senderSeq: n };
    const outcome = world.send({
      ...letter,
      event: typeof event === 'string' ? { type: event } : event,
      bodyDigest: 'why',
    });
    world.settle(at);
    return outcome.outcome === 'moved' ? 'moved' : outcome.code;
  };
  return { world, say, until: (when: string) => world.settle(time(when)), at: (key: string) => standing(world, key) };
}

/** Plays a script to its end; every line is answered as it says. */
function played(bundle: PlanBundle, script: Script) {
  const scene = play(bundle, '2024-01-01 00:00');
  const answers = script.map(([who, when, to, event]) => scene.say(who, when, to, event));
  expect(answers).toEqual(script.map((line) => line[4]));
  expect(scene.world.broken).toEqual([]);
  expect(faultsOf(scene.world)).toEqual([]);
  return scene;
}

function standing(world: World, key: string): Instance {
  const instance = world.instances.get(key);
  if (!instance) throw new Error(`${key} is not there; there are ${[...world.instances.keys()].join(', ')}`);
  return instance;
}

describe('the small example', () => {
  const bundle = bundleOf('tiny');

  test('has nothing to find fault with', () => {
    expect(lint(bundle)).toEqual([]);
  });

  test('can be seen beforehand', () => {
    const entries = [...preview(bundle, bundle.calendar, '2024-01-01', '2024-12-31')].map((one) =>
      toPreviewJson(one, 'en'),
    );
    const told = entries.map(({ at, kind, obligation, unit }) => `${at.slice(0, 16)} ${kind} ${obligation} ${unit}`);
    expect(told).toContain('2024-05-15T23:59 due R0 van-phong');
    expect(told).toContain('2024-06-18T23:59 due R1 xa-an');
    expect(told).toContain('2024-06-19T08:00 escalation R1 xa-binh');
    expect(told.filter((line) => line.includes('opens'))).toEqual([
      '2024-05-02T08:00 opens R0 van-phong',
      '2024-05-08T08:00 opens R1 xa-an',
      '2024-05-08T08:00 opens R1 xa-binh',
      '2024-06-03T08:00 opens S1 van-phong',
    ]);
  });

  test('runs: a round is asked for, answered, returned, answered again, closed and summed up', () => {
    const { world, say, until, at } = play(bundle, '2024-01-01 00:00');
    const round = 'tiny/R0/2024-H1';
    until('2024-05-02 08:00');
    expect(at(round).tags).toEqual(['on-track']);
    expect(say('xa-an/officer', '2024-05-07', round, { type: 'request.issue', due: '2024-06-18' })).toBe(
      'forbidden-event',
    );
    expect(say('van-phong/officer', '2024-05-08', round, { type: 'request.issue', due: '2024-06-18' })).toBe('moved');
    expect(at(round).tags).toEqual(['collecting', 'handed-in', 'on-time']);

    const [an, binh] = ['tiny/R1/2024-H1/xa-an', 'tiny/R1/2024-H1/xa-binh'];
    expect(say('xa-an/officer', '2024-06-17', an, 'report.submit')).toBe('moved');
    expect(say('van-phong/officer', '2024-06-18', an, 'report.return')).toBe('moved');
    until('2024-06-20 07:00');
    // The sub-deadline counts from the return; who was never late stays so.
    expect(at(an).tags).toEqual(['due-soon', 'writing']);
    expect(at(binh).tags).toEqual(['escalated-1', 'overdue', 'writing'].sort());
    expect(say('xa-an/officer', '2024-06-20', an, 'report.submit')).toBe('moved');
    expect(say('xa-binh/head', '2024-06-21', binh, 'report.submit')).toBe('moved');
    for (const report of [an, binh])
      expect(say('van-phong/officer', '2024-06-24', report, 'report.accept')).toBe('moved');

    expect(at(an).tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(at(binh).tags).toEqual(['closed', 'handed-in', 'late']);
    expect(at(round).status).toBe('done');
    expect(say('van-phong/head', '2024-06-25', 'tiny/S1/2024-H1', 'summary.issue')).toBe('moved');
    expect(at('tiny/S1/2024-H1').tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(world.broken).toEqual([]);
    expect(faultsOf(world)).toEqual([]);
  });

  test('runs: who has not answered five working days after the due day has missed it', () => {
    const { say, until, at } = play(bundle, '2024-01-01 00:00');
    say('van-phong/officer', '2024-05-08', 'tiny/R0/2024-H1', { type: 'request.issue', due: '2024-06-18' });
    until('2024-06-25 08:00');
    expect(at('tiny/R1/2024-H1/xa-an').tags).toEqual(['closed', 'missed', 'missing'].sort());
    expect(at('tiny/R0/2024-H1').status).toBe('done');
  });
});

describe('the hard cases', () => {
  const bundle = bundleOf('power');

  test('are written without a fault', () => {
    expect(lint(bundle)).toEqual([]);
  });

  test('a postponed meeting stays within its quarter, or leadership hears of it', () => {
    const { world, say, at } = play(bundle, '2024-01-01 00:00');
    const meeting = 'power/M1/2024-Q1';
    expect(say('tinh/officer', '2024-01-10', meeting, { type: 'meeting.schedule', day: '2024-04-02' })).toBe(
      'guard-not-met',
    );
    expect(say('tinh/officer', '2024-01-10', meeting, { type: 'meeting.schedule', day: '2024-03-20' })).toBe('moved');
    expect(say('tinh/head', '2024-03-18', meeting, { type: 'meeting.postpone', day: '2024-03-27' })).toBe('moved');
    expect(world.notices.filter(({ template }) => template === 'beyond-period')).toEqual([]);
    expect(say('tinh/head', '2024-03-26', meeting, { type: 'meeting.postpone', day: '2024-04-03' })).toBe('moved');
    expect(world.notices.filter(({ template }) => template === 'beyond-period').map(({ unit }) => unit)).toEqual([
      'lanh-dao',
    ]);
    expect(at(meeting).snapshot.context.facts['day']).toBe('2024-04-03');
  });

  test('two meetings are merged: one is held, both are closed', () => {
    const { say, until, at } = play(bundle, '2024-01-01 00:00');
    until('2024-06-01 08:00');
    expect(
      say('tinh/head', '2024-06-03', 'power/M1/2024-Q2', { type: 'meeting.merge', with: 'power/M2/2024-H1' }),
    ).toBe('moved');
    expect(at('power/M1/2024-Q2').tags).toEqual(['on-track', 'scheduled']);
    say('tinh/officer', '2024-06-04', 'power/M2/2024-H1', { type: 'meeting.schedule', day: '2024-06-26' });
    expect(say('tinh/officer', '2024-06-26', 'power/M2/2024-H1', 'meeting.hold')).toBe('moved');
    expect(at('power/M1/2024-Q2').tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(at('power/M2/2024-H1').stage).toBe('held');
  });

  test('a merge that is lost brings the meeting back', () => {
    const { say, until, at } = play(bundle, '2024-01-01 00:00');
    until('2024-06-01 08:00');
    say('tinh/head', '2024-06-03', 'power/M1/2024-Q2', { type: 'meeting.merge', with: 'power/M2/2024-H1' });
    expect(say('lanh-dao/leader', '2024-06-10', 'power/M2/2024-H1', 'meeting.cancel')).toBe('moved');
    expect(at('power/M1/2024-Q2').tags).toContain('planned');
  });

  const sheet = (unit: string) => `power/S2/2024/${unit}`;
  const scored = () => {
    const scene = play(bundle, '2024-01-01 00:00');
    scene.until('2024-09-03 08:00');
    return scene;
  };

  test('an objection is raised once, within its time', () => {
    const { say, until, at } = scored();
    const [a, b] = [sheet('huyen-a'), sheet('huyen-b')];
    for (const [unit, key] of [
      ['huyen-a', a],
      ['huyen-b', b],
    ] as const) {
      say(`${unit}/officer`, '2024-10-01', key, 'sheet.submit');
      say('tinh/officer', '2024-10-03', key, 'sheet.decide');
    }
    expect(say('huyen-a/head', '2024-10-10', a, 'sheet.object')).toBe('moved');
    until('2024-10-11 08:00');
    expect([at(a).stage, at(b).stage]).toEqual(['submitted', 'settled']);
    expect(say('huyen-b/head', '2024-10-11', b, 'sheet.object')).toBe('event-not-expected');
    // The last sheet is settled, and with it the campaign is over.
    expect(say('tinh/officer', '2024-10-14', a, 'sheet.decide')).toBe('moved');
    expect([at(a).stage, at('power/S1/2024').status]).toEqual(['closed', 'done']);
  });

  test('what was settled is reopened with a reason; a second objection is not heard', () => {
    const { say, at } = scored();
    const a = sheet('huyen-a');
    say('huyen-a/officer', '2024-10-01', a, 'sheet.submit');
    say('tinh/officer', '2024-10-03', a, 'sheet.decide');
    say('huyen-a/head', '2024-10-04', a, 'sheet.object');
    say('tinh/officer', '2024-10-07', a, 'sheet.decide');
    expect(say('tinh/head', '2024-10-08', a, 'sheet.reopen')).toBe('moved');
    expect(say('huyen-a/head', '2024-10-09', a, 'sheet.object')).toBe('guard-not-met');
    expect(at(a).snapshot.context.counters).toEqual({ objections: 1, reopened: 1 });
  });

  test('extended for everyone, returned with a day of its own, exempt and no longer, suspended and resumed, handed over', () => {
    const { say, at } = scored();
    const [a, b] = [sheet('huyen-a'), sheet('huyen-b')];
    const due = (key: string) => new Date(at(key).snapshot.context.due['end'] ?? 0).toISOString().slice(0, 10);
    expect(say('tinh/head', '2024-09-10', 'power/S1/2024', { type: 'campaign.extend', to: '2024-10-31' })).toBe(
      'moved',
    );
    expect([due(a), due(b)]).toEqual(['2024-10-31', '2024-10-31']);
    say('huyen-a/officer', '2024-10-01', a, 'sheet.submit');
    expect(say('tinh/officer', '2024-10-02', a, { type: 'sheet.return', to: '2024-10-15' })).toBe('moved');
    expect(due(a)).toBe('2024-10-15');
    expect(at(a).tags).toContain('returned');
    expect(say('tinh/head', '2024-10-03', a, 'work.suspend')).toBe('moved');
    expect(say('tinh/head', '2024-10-07', a, 'work.resume')).toBe('moved');
    expect([due(a), at(a).tags.includes('returned')]).toEqual(['2024-10-17', true]);
    expect(say('tinh/head', '2024-10-08', b, 'sheet.exempt')).toBe('moved');
    expect(at(b).tags).toEqual(['exempt']);
    expect(say('tinh/head', '2024-10-09', b, 'exemption.revoke')).toBe('moved');
    expect(say('tinh/officer', '2024-10-10', b, { type: 'unit.hand-over', unit: 'huyen-c' })).toBe('moved');
    expect(say('huyen-c/head', '2024-10-11', b, 'sheet.submit')).toBe('moved');
    expect(at(b).snapshot.context.unit).toBe('huyen-c');
  });

  test('an event names the tasks: for which units, how many for one, and when they are due', () => {
    const { world, at } = played(bundle, followUp);
    const under = (prefix: string) => [...world.instances.keys()].filter((key) => key.startsWith(prefix)).sort();
    expect(under('power/A1/')).toEqual(['power/A1/2024-03-06', 'power/A1/2024-03-06:chieu']);
    expect(under('power/A2/')).toEqual([
      'power/A2/2024-03-06/huyen-a:bc-1',
      'power/A2/2024-03-06/huyen-a:bc-2',
      'power/A2/2024-03-06/huyen-b:bc-1',
      'power/A2/2024-03-06:chieu/xa-a1:bc-1',
    ]);
    const item = at('power/A2/2024-03-06/huyen-b:bc-1');
    expect(item.snapshot.context.facts).toEqual({ item: 'bc-1', due: '2024-03-20' });
    expect(item.tags).toEqual(['closed', 'handed-in', 'late']);
    expect(at('power/A2/2024-03-06/huyen-a:bc-2').tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(at('power/A1/2024-03-06').snapshot.context.children).toEqual({
      A2: { expected: 3, opened: true, tags: { closed: 3 } },
    });
    expect(at('power/A1/2024-03-06').status).toBe('done');
    expect(at('power/A1/2024-03-06:chieu').status).toBe('running');
  });

  test('what was closed is opened again as a new instance that points at the old one', () => {
    const { world, at } = played(bundle, reopened);
    const item = 'power/A2/2024-03-06/huyen-a:bc-1';
    expect(at(item)).toMatchObject({ status: 'done', stage: 'closed', tags: ['closed', 'handed-in', 'on-time'] });
    expect(world.histories.get(item)?.at(-1)).toMatchObject({ event: { type: 'item.reopen' }, stage: 'closed' });
    expect(at(`${item}~2`)).toMatchObject({ reopens: item, parent: 'power/A1/2024-03-06', status: 'done' });
    expect(at(`${item}~2`).tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(at(`${item}~2`).snapshot.context.facts).toEqual({ item: 'bc-1', due: '2024-03-20' });
    expect(world.histories.get(`${item}~2`)?.[0]?.event).toMatchObject({ reopens: item, was: 'closed' });
    expect(at(`${item}~3`)).toMatchObject({ reopens: `${item}~2`, status: 'running', tags: ['on-track'] });
    expect(at('power/A1/2024-03-06').snapshot.context.children).toEqual({
      A2: { expected: 1, opened: true, tags: { closed: 1 } },
    });
    expect(at('power/A1/2024-03-06~2')).toMatchObject({ reopens: 'power/A1/2024-03-06', status: 'running' });
    expect(at('power/A2/2024-03-06~2/huyen-a:bc-1').parent).toBe('power/A1/2024-03-06~2');
    // The series counts it as open again, not as another one.
    expect(at('power/A1').snapshot.context.children).toEqual({
      occurrence: { expected: 1, opened: true, tags: { open: 1 } },
    });
  });

  test('three levels: each accepts or returns what the one below sends, and compiles it', () => {
    const { world, at } = played(bundle, levels);
    const children = (prefix: string) => [...world.instances.keys()].filter((key) => key.startsWith(prefix)).sort();
    expect(children('power/D1/2024')).toEqual(['power/D1/2024/huyen-a', 'power/D1/2024/huyen-b']);
    const communes = ['2024.huyen-a/xa-a1', '2024.huyen-a/xa-a2', '2024.huyen-b/xa-b1'];
    expect(children('power/C1/2024')).toEqual(communes.map((place) => `power/C1/${place}`));
    // Whoever is told that a commune has sent: its district, and after the merger the one that came after.
    expect(
      world.notices.filter(({ template }) => template === 'survey-sent').map(({ unit, seat }) => `${unit}/${seat}`),
    ).toEqual(['huyen-a/officer', 'huyen-a/officer', 'huyen-a/officer', 'huyen-c/officer']);
    for (const key of ['power/P1/2024', 'power/D1/2024/huyen-a', ...children('power/C1/2024')])
      expect(at(key).status).toBe('done');
    expect(at('power/P1/2024').snapshot.context.sources).toEqual({});
    expect(at('power/P1/2025').snapshot.context).toMatchObject({
      sources: { last: { tag: 'closed' } },
      facts: { compared: true },
    });
    expect(at('power/C1/2024.huyen-a/xa-a1').tags).toEqual(['closed', 'handed-in', 'on-time']);
  });
});
