import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { count } from '../../test/support/count.js';
import { anyAct, anyLifecycle, letterOf, momentOf, type Act } from '../../test/support/anybody.js';
import { chart, definitionOf, KEY, moment, newCalendar, type Chart } from '../../test/support/given.js';
import { findFault } from '../../test/support/play.js';
import { reportTiming } from '../../test/support/unit-report.js';
import { canonical } from './canonical.js';
import type { Folded } from './consequences.js';
import { parseYaml } from './definition/parse.js';
import { lifecycleSchema, type Lifecycle } from './definition/schema.js';
import { fold } from './fold.js';
import { FOREVER, type Entry, type Instance, type Letter, type Notice } from './instance.js';
import { step } from './step.js';

const folder = join(__dirname, '..', '..', 'workflows', 'lifecycles');
const written = readdirSync(folder).map((file): Lifecycle => {
  const { value } = parseYaml(file, readFileSync(join(folder, file), 'utf8'), lifecycleSchema);
  if (!value) throw new Error(`${file} cannot be read`);
  return value;
});

/** Each rule has a text of its own: a notice says which timer it is of. */
const timing = {
  ...reportTiming,
  reminders: [
    ...reportTiming.reminders,
    { key: 'start', from: 'opened', workingDays: 2, to: ['unit.head'] },
    { key: 'held', workingDays: -2, to: ['unit.head'], while: ['handed-in'] },
  ].map((rule) => ({ ...rule, template: `timed-${rule.key}` })),
  overdue: { ...reportTiming.overdue, template: 'timed-end' },
  escalation: reportTiming.escalation.map((rule) => ({ ...rule, template: `timed-${rule.level}` })),
};
const chartOf = (lifecycle: Lifecycle, deadline: object | null = { by: { from: 'opened', workingDays: 10 } }): Chart =>
  chart(
    definitionOf(lifecycle, {
      ...(lifecycle.lifecycle === 'series'
        ? { kind: 'series', deadline: null, schedule: { every: 'quarter', opens: 'period.start', until: '2024-12-31' } }
        : { deadline: deadline as never, timing }),
      groups: {
        T1: { units: {}, definition: 'child' },
        ...(lifecycle.lifecycle === 'series' && { occurrence: { units: {}, definition: 'child' } }),
      },
      listens: [{ obligation: 'R0', period: 'same', as: 'round' }],
    }),
    {
      context: {
        unit: 'u1',
        period: { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 },
        parentUnit: 'office',
        facts: {},
        parentFacts: { day: '2023-11-20', due: '2023-11-20' },
      },
    },
  );

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
};
const stored = (instance: Instance): Instance => JSON.parse(canonical(instance)) as Instance;

type Life = {
  readonly instance: Instance;
  readonly history: readonly Entry[];
  readonly letters: readonly Letter[];
  readonly notices: readonly Notice[];
};

/** What the timeliness region told one post twice of one legal end. */
function toldTwice({ history, notices }: Pick<Life, 'history' | 'notices'>): readonly string[] {
  const told = notices
    .filter(({ template }) => template.startsWith('timed-'))
    .map(({ template, level, unit, seat, seq }) =>
      [template, level, `${unit}/${seat}`, history[seq]?.due].map(String).join(' '),
    );
  return told.filter((line, index) => told.indexOf(line) !== index);
}

const exclusive = ['no-deadline', 'on-track', 'due-soon', 'overdue', 'on-time', 'late', 'untimed', 'missing'];
/** A region that rests for a reason of the work carries the work's tag, and none of its own. */
const restsIn = /^(exempt|cancelled|suspended|closed-exempt|closed-cancelled)$/;
function timelinessOf({ snapshot, tags }: Instance): string | undefined {
  const own = tags.filter((tag) => exclusive.includes(tag));
  const { timeliness } = snapshot.value as { timeliness: string | object };
  const rests = typeof timeliness === 'string' && restsIn.test(timeliness);
  if (own.length !== (rests ? 0 : 1)) return `says ${own.join(', ') || 'nothing'} in ${JSON.stringify(timeliness)}`;
  if (tags.includes('closed') !== (snapshot.status === 'done')) return 'closed, but not done';
  return undefined;
}

/** One letter, held against everything that must be true of a fold. */
function lived({ find }: Chart, life: Life, letter: Letter): Life {
  const { instance, history, letters } = life;
  const isMail = letter.actor.kind === 'instance';
  const play = (from: Instance): Folded =>
    fold(
      [{ instance: freeze(from), mail: isMail ? [letter] : [], commands: isMail ? [] : [letter] }],
      { at: Math.max(letter.at, 0), hop: FOREVER.hop },
      find,
    );
  const folded = play(instance);
  const [next = instance] = folded.instances;
  const [outcome] = folded.outcomes;
  const isRefused = outcome !== undefined && outcome.outcome !== 'moved' && folded.entries.length === 0;
  const { verdict } = instance.snapshot.context;
  const said = canonical(folded);
  // The same input gives the same output, and a snapshot survives JSON. All at once: it is asked of every letter of every life.
  expect({
    broken: folded.broken,
    again: canonical(play(instance)),
    fromJson: canonical(play(stored(instance))),
    isLeftAlone: !isRefused || next === instance,
    timeliness: timelinessOf(next),
    goesBack: next.at < instance.at,
    verdict: verdict === null ? null : next.snapshot.context.verdict,
  }).toEqual({
    broken: [],
    again: said,
    fromJson: said,
    isLeftAlone: true,
    timeliness: undefined,
    goesBack: false,
    verdict,
  });
  return {
    instance: next,
    history: [...history, ...folded.entries],
    letters: [...letters, letter],
    notices: [...life.notices, ...folded.notices],
  };
}

function lifeOf(one: Chart, acts: readonly Act[]): Life {
  const begun = one.given();
  let now = begun.instance.at;
  const life = acts.reduce<Life>(
    (life, act) => {
      const at = momentOf(act, life.instance, now);
      now = Math.max(now, at);
      return lived(one, life, letterOf(act, one.find(life.instance), life.instance, at));
    },
    { instance: begun.instance, history: begun.entries, letters: [], notices: begun.notices },
  );
  expect(toldTwice(life)).toEqual([]);
  return life;
}

/** Long enough to get somewhere. */
const acts = (maxLength: number) => fc.array(anyAct, { minLength: 8, maxLength, size: 'max' });

describe.each(written.map((lifecycle) => [lifecycle.lifecycle, lifecycle] as const))('%s', (_, lifecycle) => {
  const one = chartOf(lifecycle);
  const hearing = chartOf(lifecycle, { by: { from: 'source.round.due', workingDays: 3 }, roll: 'back' });

  test('whatever anybody does, it does not break, and its history is sound', () => {
    fc.assert(
      fc.property(acts(25), fc.boolean(), (list, isHearing) => {
        const its = isHearing && lifecycle.lifecycle !== 'series' ? hearing : one;
        const { instance, history } = lifeOf(its, list);
        expect(findFault(history, instance, its.find)).toBeUndefined();
      }),
      { numRuns: count(6, 400) },
    );
  });

  test('no event breaks a step, in any state that can be reached', () => {
    const events = [
      ...Object.keys(lifecycle.events ?? {}),
      ...['child.moved', 'children.opened', 'source.moved', 'deadline.moved', 'calendar.moved', 'nobody.knows'],
    ];
    fc.assert(
      fc.property(acts(12), fc.constantFrom(...events), fc.nat(9999), (list, type, value) => {
        const { instance } = lifeOf(one, list);
        const said = {
          type,
          to: '2024-01-15',
          day: '2024-01-15',
          due: '2024-01-15',
          number: '7',
          unit: 'u2',
          n: value,
        };
        const timers = instance.timers.map(({ key }) => ({ type: key }));
        for (const event of [said, { type }, ...timers])
          expect(
            step(one.find(instance), freeze(instance.snapshot), event, { at: instance.at + value }).outcome,
          ).toMatch(/^(moved|refused)$/);
      }),
      { numRuns: count(4, 100) },
    );
  });
});

describe('lifecycles that nobody has written', () => {
  const anyChart = fc
    .tuple(
      anyLifecycle,
      fc.constantFrom<object | null>(
        null,
        { by: '11-20' },
        { within: { from: 'opened', workingDays: 4 } },
        { before: { from: 'source.round.due', days: 2 }, roll: 'forward' },
      ),
    )
    .map(([lifecycle, deadline]) => chartOf(lifecycle, deadline));

  test('whatever anybody does, they do not break, and their histories are sound', () => {
    fc.assert(
      fc.property(anyChart, acts(25), (one, list) => {
        const { instance, history } = lifeOf(one, list);
        expect(findFault(history, instance, one.find)).toBeUndefined();
      }),
      { numRuns: count(25, 2000) },
    );
  });

  test('nobody is told twice of one legal end, by whatever ways the work comes back', () => {
    fc.assert(
      fc.property(anyChart, acts(30), (one, list) => {
        expect(toldTwice(lifeOf(one, list))).toEqual([]);
      }),
      { numRuns: count(40, 2000) },
    );
  });

  test('the same mail, in one fold or cut into several, gives the same history', () => {
    fc.assert(
      fc.property(anyChart, acts(20), fc.array(fc.nat(19), { maxLength: 6 }), (one, list, cuts) => {
        const { instance, entries } = one.given();
        const mail = list.map((act, n): Letter => {
          const at = instance.at + (act.wait % 2000) * 3_600_000;
          const { event } = letterOf(
            { ...act, pick: act.pick - (act.pick % 3), value: act.value % 7 === 4 ? 3 : act.value },
            one.machine,
            instance,
            at,
          );
          const [sender, hop] = [`p/S${act.odd % 3}`, act.pick % 3];
          return {
            to: KEY,
            key: `m${n}`,
            at,
            hop,
            actor: { kind: 'instance', key: sender },
            sender,
            senderSeq: n,
            event,
          };
        });
        const end = { at: moment('2025-01-01'), hop: 0 };
        const whole = fold([{ instance, mail, commands: [] }], end, one.find);
        const inOrder = whole.outcomes.map(({ letter }) => letter);
        const ends = [...new Set([...cuts.filter((cut) => cut < inOrder.length), inOrder.length])].sort(
          (a, b) => a - b,
        );
        let now: { instance: Instance; entries: readonly Entry[]; from: number } = { instance, entries: [], from: 0 };
        for (const to of ends) {
          const last = to === inOrder.length;
          const part = inOrder.slice(now.from, to);
          const folded = fold(
            [{ instance: now.instance, mail: part, more: !last && part.length > 0, commands: [] }],
            last ? end : { at: part.at(-1)?.at ?? instance.at, hop: FOREVER.hop },
            one.find,
          );
          now = { instance: folded.instances[0]!, entries: [...now.entries, ...folded.entries], from: to };
        }
        expect(now.entries).toEqual(whole.entries);
        expect(canonical(now.instance)).toBe(canonical(whole.instances[0]));
        expect(findFault([...entries, ...now.entries], now.instance, one.find)).toBeUndefined();
      }),
      { numRuns: count(20, 1000) },
    );
  });

  test('looking often or seldom changes nothing', () => {
    fc.assert(
      fc.property(anyChart, fc.array(fc.nat(400), { maxLength: 12 }), (one, looks) => {
        const days = (n: number) => moment('11-01') + n * 24 * 3_600_000;
        const often = [...looks].sort((a, b) => a - b).reduce((told, n) => told.until(days(n)), one.given());
        const seldom = one.given().until(days(500));
        expect(often.until(days(500)).entries).toEqual(seldom.entries);
      }),
      { numRuns: count(20, 500) },
    );
  });
});

test('the properties above try both calendars', () => {
  expect(newCalendar.id).not.toBe(chartOf(written[0]!).birth.calendar);
});
