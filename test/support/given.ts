import { makeCalendar, type Calendar, type CalendarYear } from '../../src/core/calendar/calendar.js';
import { fromIso, toIso } from '../../src/core/calendar/day.js';
import { compile, type Duty } from '../../src/core/definition/compile.js';
import { hashOf, type Definition } from '../../src/core/definition/definition.js';
import { makeMachine, type Machine } from '../../src/core/definition/machine.js';
import { lifecycleSchema, type Lifecycle } from '../../src/core/definition/schema.js';
import { fold } from '../../src/core/fold.js';
import { open, type Birth } from '../../src/core/birth.js';
import { type FindMachine, type Folded } from '../../src/core/consequences.js';
import { PERSON_HOP, type Actor, type Entry, type Event, type Instance, type Letter } from '../../src/core/instance.js';
import { timingSchema } from '../../src/core/plan/schema.js';

/** Given these letters, when this time comes, then …: one instance of one lifecycle, told in a few words. */
export const label = { vi: 'thử', en: 'test' };

const off = (date: string) => ({ date, kind: 'holiday' as const, label });
const years = (...extra: string[]): CalendarYear[] =>
  [2023, 2024].map((year) => ({
    year,
    status: 'decided',
    days: ['2023-09-04', '2024-01-01', ...extra].filter((day) => day.startsWith(`${year}`)).map(off),
  }));
export const calendar = makeCalendar(years());
/** Decided later: Wednesday 15/11, Friday 17/11 and Monday 20/11 are off. */
export const newCalendar = makeCalendar(years('2023-11-15', '2023-11-17', '2023-11-20'));

/** '11-20', '11-20 16:30' or '2024-01-05 08:00' → the instant; nine o'clock in 2023 unless said otherwise. */
export function moment(text: string): number {
  const [day = '', time = '09:00'] = text.split(' ');
  return fromIso(`${day.length === 5 ? `2023-${day}` : day}T${time}${time.length === 5 ? ':00' : ''}+07:00`);
}
/** The same words back: '11-20 16:30', '11-20 23:59:59.999'. */
export const said = (instant: number): string =>
  toIso(instant)
    .slice(0, -6)
    .replace('T', ' ')
    .replace(/^2023-/, '')
    .replace(/:00\.000$/, '');

export const lifecycleOf = (chart: object): Lifecycle =>
  lifecycleSchema.parse({ lifecycle: 'trial', label, initial: 'drafting', ...chart });

export function definitionOf(
  lifecycle: Lifecycle,
  duty: Partial<Omit<Duty, 'timing'>> & { timing?: object | null } = {},
): Definition {
  return compile(lifecycle, {
    kind: 'task',
    plan: 'p',
    obligation: 'R1',
    clause: '4',
    class: 'hard',
    label,
    owner: 'office',
    actors: { secretariat: 'office', leadership: 'chair', member: 'committee' },
    parameters: {},
    deadline: { by: '11-20' },
    listens: [],
    groups: {},
    schedule: null,
    ...duty,
    timing: duty.timing === undefined ? null : timingSchema.parse(duty.timing),
  });
}

/** Machines by what an instance is pinned to; made once. */
export function library(
  definitions: readonly Definition[],
  calendars: readonly Calendar[] = [calendar, newCalendar],
): FindMachine {
  const known = new Map<string, Machine>();
  for (const definition of definitions)
    for (const one of calendars) known.set(`${hashOf(definition)} ${one.id}`, makeMachine(definition, one));
  return (pinned) => {
    const machine = known.get(`${pinned.definition} ${pinned.calendar}`);
    if (!machine) throw new Error(`no machine ${pinned.definition} ${pinned.calendar}`);
    return machine;
  };
}

let letters = 0;
type More = Partial<Omit<Letter, 'actor' | 'event'>>;
/** Somebody's voice: `officer('11-19', 'report.submit')`. */
export const voice =
  (actor: Actor, to = KEY) =>
  (when: string | number, event: string | Event, more: More = {}): Letter => {
    letters += 1;
    const sender = actor.kind === 'instance' ? actor.key : actor.id;
    return {
      to,
      key: `k${letters}`,
      at: typeof when === 'number' ? when : moment(when),
      hop: actor.kind === 'instance' ? 1 : PERSON_HOP,
      actor,
      sender,
      senderSeq: letters,
      event: typeof event === 'string' ? { type: event } : event,
      ...(more.effectiveAt !== undefined && { bodyDigest: 'why' }),
      ...more,
    };
  };
export const KEY = 'p/R1/2023/u1';
export const person = (id: string, ...seats: string[]): Actor => ({
  kind: 'person',
  id,
  seats: seats.map((one) => {
    const [unit = '', seat = ''] = one.split('/');
    return { unit, seat };
  }),
});
export const officer = voice(person('an', 'u1/officer'));
export const head = voice(person('ba', 'u1/head'));
export const secretary = voice(person('chi', 'office/officer'));
export const engine = voice({ kind: 'system', id: 'engine' });
export const parent = voice({ kind: 'instance', key: 'p/R1/2023' });
export const source = voice({ kind: 'instance', key: 'p/R0/2023' });

export const birthOf = (definition: string, more: Partial<Birth> = {}): Birth => ({
  key: KEY,
  definition,
  calendar: calendar.id,
  parent: 'p/R1/2023',
  group: 'R1',
  reopens: null,
  listeners: [],
  at: moment('11-01'),
  hop: 0,
  actor: { kind: 'system', id: 'test' },
  ...more,
  context: {
    unit: 'u1',
    period: { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 },
    facts: {},
    parentUnit: 'office',
    parentFacts: {},
    ...more.context,
  },
});

/** What became of an instance so far. */
export type Told = Pick<Folded, 'entries' | 'outcomes' | 'notices' | 'mail' | 'errands'> & {
  readonly instance: Instance;
  readonly tags: readonly string[];
  readonly verdict: string | null;
  /** Instants by name, in words. */
  readonly due: Readonly<Record<string, string>>;
  /** Pending timers by name, in words. */
  readonly timers: Readonly<Record<string, string>>;
  /** '11-13 08:00 r-t5' for a timer, '11-19 09:00 report.submit' for a letter. */
  readonly happened: readonly string[];
  /** 'overdue → u1/officer': what was said to whom. */
  readonly told: readonly string[];
  readonly answers: readonly string[];
  and(...more: Letter[]): Told;
  /** Nothing happens but time. */
  until(when: string | number): Told;
};

const nameOf = (key: string): string => /^xstate\.after\.([^.]+)\./.exec(key)?.[1] ?? key;
const inWords = (instants: readonly (readonly [string, number])[]) =>
  Object.fromEntries([...instants].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, at]) => [name, said(at)]));

type Line = Pick<Told, 'instance' | 'entries' | 'outcomes' | 'notices' | 'mail' | 'errands'>;

export function telling(was: Line, find: FindMachine): Told {
  const play = (from: Line, mail: Letter[], commands: Letter[], at: number): Line => {
    const folded = fold([{ instance: from.instance, mail, commands }], { at, hop: 99 }, find);
    const [broken] = folded.broken;
    if (broken) throw new Error(broken.error);
    return {
      instance: folded.instances[0] ?? from.instance,
      entries: [...from.entries, ...folded.entries],
      outcomes: [...from.outcomes, ...folded.outcomes],
      notices: [...from.notices, ...folded.notices],
      mail: [...from.mail, ...folded.mail],
      errands: [...from.errands, ...folded.errands],
    };
  };
  const hear = (from: Line, letter: Letter): Line =>
    letter.actor.kind === 'instance' ? play(from, [letter], [], letter.at) : play(from, [], [letter], letter.at);
  const { instance, entries, notices, outcomes } = was;
  const { context } = instance.snapshot;
  return {
    ...was,
    tags: instance.tags,
    verdict: context.verdict,
    due: inWords(Object.entries(context.due)),
    timers: inWords(instance.timers.map(({ key, at }) => [nameOf(key), at] as const)),
    happened: entries.map((entry: Entry) => `${said(entry.at)} ${nameOf(entry.event.type)}`),
    told: notices.map(({ template, unit, seat }) => `${template} → ${unit}/${seat}`),
    answers: outcomes.map((outcome) => (outcome.outcome === 'moved' ? 'moved' : `${outcome.outcome}: ${outcome.code}`)),
    and: (...more) => telling(more.reduce(hear, was), find),
    until: (when) => telling(play(was, [], [], typeof when === 'number' ? when : moment(when)), find),
  };
}

export type Chart = {
  readonly definition: Definition;
  readonly machine: Machine;
  readonly find: FindMachine;
  readonly birth: Birth;
  /** The instance, opened on 1/11 at nine, after these letters. */
  given(...letters: Letter[]): Told;
};

export function chart(definition: Definition, birth: Partial<Birth> = {}): Chart {
  const find = library([definition]);
  const hash = hashOf(definition);
  const whole = birthOf(hash, birth);
  const born = (): Line => {
    const { instances, entries, notices, mail, errands } = open([whole], find);
    const [instance] = instances;
    if (!instance) throw new Error('nobody was born');
    return { instance, entries, notices, mail, errands, outcomes: [] };
  };
  return {
    definition,
    find,
    birth: whole,
    machine: find({ definition: hash, calendar: calendar.id }),
    given: (...letters) => telling(born(), find).and(...letters),
  };
}
