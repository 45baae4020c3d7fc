// npm run record-histories: histories of this release, which every later build must replay. Run on dist.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built, checkout, leave, prepare } from './prepare.mjs';

await prepare().catch(leave);
const { canonical, digest } = await built('core/canonical.js');
const { makeCalendar, calendarToData } = await built('core/calendar/calendar.js');
const { endOfDay, fromIso, startOfDay } = await built('core/calendar/day.js');
const { hashOf } = await built('core/definition/definition.js');
const { makeMachine } = await built('core/definition/machine.js');
const { compile } = await built('core/definition/compile.js');
const { parseYaml } = await built('core/definition/parse.js');
const { lifecycleSchema } = await built('core/definition/schema.js');
const { timingSchema } = await built('core/plan/schema.js');
const { open, replay } = await built('core/birth.js');
const { fold } = await built('core/fold.js');
const { assemble } = await built('core/plan/assemble.js');
const { loadPlan } = await built('core/plan/load.js');
const { readWorkflows } = await built('plans/workflow-files.js');
const { MemoryStage } = await built('sandbox/memory-stage.js');
const { People } = await built('sandbox/people.js');
const { rehearse } = await built('sandbox/rehearsal.js');
const { parse } = await import('yaml');

/** What a release adds must stay small enough to be read by every later build in a second. */
const BUDGET = 350_000;
const PLAN = 'plans/19-kh-bcd';
/** Beside the fixture, which has every word once: one lifecycle for each way in which instances depend on each other. */
const LIFECYCLES = ['series', 'member-report', 'unit-report', 'score-sheet', 'committee-meeting', 'report-round'];

const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
const folder = join(checkout, 'test', 'replay', version);
const fixture = (name) => readFileSync(join(checkout, 'test', 'fixtures', 'replay', name), 'utf8');

/** @typedef {{ instance: object, entries: object[], definition: object, calendars: object[] }} Told */

/** The stories of the fixture: every word of the language. @returns {Told[]} */
function stories() {
  const { value: lifecycle } = parseYaml('everything.yaml', fixture('everything.yaml'), lifecycleSchema);
  const duty = parse(fixture('duty.yaml'));
  const { calendars, moved, stories: told } = parse(fixture('stories.yaml'));
  const [calendar, later] = [makeCalendar(calendars), makeCalendar(moved)];
  const definition = compile(lifecycle, { ...duty, timing: timingSchema.parse(duty.timing) });
  const machines = new Map([calendar, later].map((one) => [one.id, makeMachine(definition, one)]));
  const find = (pinned) => machines.get(pinned.calendar);
  const at = fromIso('2023-11-01T08:00:00+07:00');
  return Object.entries(told).map(([name, letters]) => {
    const birth = {
      ...{
        key: `p/R1/2023/${name}`,
        definition: hashOf(definition),
        calendar: calendar.id,
        parent: 'p/R1/2023',
        group: 'R1',
      },
      ...{ reopens: null, listeners: [], at, hop: 0, actor: { kind: 'system', id: 'record' } },
      context: {
        unit: 'u1',
        period: { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 },
        facts: {},
        parentUnit: 'd1',
        parentFacts: { due: '2023-11-13' },
      },
    };
    const born = open([birth], find);
    const all = { instance: born.instances[0], entries: [...born.entries] };
    const play = (mail, commands, bound) => {
      const done = fold([{ instance: all.instance, mail, commands }], bound, find);
      const wrong = [...done.broken, ...done.outcomes.filter(({ outcome }) => outcome !== 'moved')];
      if (wrong.length > 0) throw new Error(`${name}: ${JSON.stringify(wrong)}`);
      [all.instance] = done.instances;
      all.entries.push(...done.entries);
    };
    letters.forEach((said, n) => {
      const letter = letterOf(said, { to: birth.key, key: `${name}-${n}`, senderSeq: n }, later.id);
      const isMail = letter.actor.kind === 'instance';
      play(isMail ? [letter] : [], isMail ? [] : [letter], { at: letter.at, hop: 9 });
    });
    play([], [], { at: fromIso('2024-06-30T08:00:00+07:00'), hop: 9 });
    return { ...all, definition, calendars: [calendar, later] };
  });
}

function letterOf({ at, by, event, effectiveAt, bodyDigest }, envelope, newCalendar) {
  const instant = (text) => fromIso(text.replace(/(T\d\d:\d\d)\+/, '$1:00+'));
  const [unit, seat, ...rest] = by.split('/');
  const actor =
    by === 'engine'
      ? { kind: 'system', id: 'engine' }
      : rest.length > 0
        ? { kind: 'instance', key: by }
        : { kind: 'person', id: `${unit}-${seat}`, seats: [{ unit, seat }] };
  return {
    ...envelope,
    actor,
    at: instant(at),
    hop: actor.kind === 'instance' ? 1 : -1,
    sender: by,
    event: event.type === 'calendar.moved' ? { ...event, calendar: newCalendar } : event,
    ...(effectiveAt && { effectiveAt: instant(effectiveAt) }),
    ...(bodyDigest && { bodyDigest }),
  };
}

/** The plan itself, played by synthetic people in memory. @returns {Promise<Told[]>} */
async function rehearsed() {
  const { bundle, findings } = loadPlan(await readWorkflows(join(checkout, 'workflows')), PLAN);
  if (!bundle) throw new Error(`${PLAN} cannot be read: ${JSON.stringify(findings)}`);
  const { calendar, units, rehearsal, plan } = bundle;
  const { definitions } = assemble(bundle);
  const stage = new MemoryStage(bundle, calendar);
  const people = new People({ rehearsal, units, definitions, calendar, seed: 7, lateness: 0.3 });
  await rehearse({ stage, people, from: startOfDay(plan.term.from), to: endOfDay(plan.term.to) });
  const told = [];
  for await (const { standing, entries } of stage.histories()) {
    const instance = stage.world.instances.get(standing.key);
    told.push({ instance, entries, definition: definitions.get(instance.definition), calendars: [calendar] });
  }
  return told;
}

/** What a history shows: the events and timers of its lifecycle. */
const shows = ({ definition, entries }) =>
  new Set(
    entries.map(({ event }) => `${definition.lifecycle} ${event.type.replace(/^(xstate\.after\.[^.]+)\..*/, '$1')}`),
  );

/** As few histories as show the most, one after the other, while there is room. @param {Told[]} all */
function chosen(all, room) {
  const taken = [];
  const shown = new Set();
  const known = new Set();
  for (let left = room; ;) {
    const sizes = all.map((told) => sizeOf(told) + (known.has(told.definition) ? 0 : sizeOfHead(told)));
    const worth = all.map((told, n) => [...shows(told)].filter((one) => !shown.has(one)).length / sizes[n]);
    const fitting = all.map((_, n) => n).filter((n) => worth[n] > 0 && sizes[n] <= left);
    if (fitting.length === 0) return taken;
    const best = fitting.reduce((one, other) => (worth[other] > worth[one] ? other : one));
    left -= sizes[best];
    known.add(all[best].definition);
    shows(all[best]).forEach((one) => shown.add(one));
    taken.push(all[best]);
  }
}
const sizeOf = (told) => Buffer.byteLength(linesOf(told).join(''));
const sizeOfAll = (all) =>
  all.reduce((sum, told) => sum + sizeOf(told), 0) +
  [...new Map(all.map((told) => [told.definition, told])).values()].reduce((sum, told) => sum + sizeOfHead(told), 0);
const sizeOfHead = (told) => Buffer.byteLength(headOf(told).join(''));

// A definition keeps the order of its keys: the order of states is part of what a statechart means.
const headOf = ({ definition }) => [`${JSON.stringify({ definition: hashOf(definition), body: definition })}\n`];
/** Calendars are the same for many, and stand in a file of their own. @param {Told[]} all */
const calendarLines = (all) => {
  const calendars = new Map(all.flatMap((told) => told.calendars.map((one) => [one.id, one])));
  return [...calendars.values()].map((one) => `${canonical({ calendar: one.id, body: calendarToData(one) })}\n`);
};
/** What others were told: messages, letters, errands, as the history alone gives them. */
function followsFrom({ entries, definition, calendars }) {
  const machines = new Map(calendars.map((calendar) => [calendar.id, makeMachine(definition, calendar)]));
  const { notices, mail, errands } = replay(entries, ({ calendar }) => machines.get(calendar));
  return digest({ notices, mail, errands });
}
const linesOf = (told) => written.get(told) ?? written.set(told, toLines(told)).get(told);
const written = new Map();
const toLines = ({ instance, entries, ...told }) => [
  ...entries.map((entry) => `${canonical({ entry })}\n`),
  `${canonical({
    ended: instance.key,
    head: instance.head,
    snapshot: digest(instance.snapshot),
    follows: followsFrom({ entries, ...told }),
    status: instance.status,
    stage: instance.stage,
    timers: instance.timers.map(({ key, at }) => ({ key, at })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  })}\n`,
];

const own = stories();
const played = await rehearsed();
const calendars = calendarLines([...own, ...played]).join('');
const all = LIFECYCLES.reduce((taken, name, n) => {
  const left = BUDGET - Buffer.byteLength(calendars) - sizeOfAll(taken);
  const mine = played.filter((told) => told.definition.lifecycle === name);
  const more = chosen(mine, left / (LIFECYCLES.length - n));
  if (more.length === 0) throw new Error(`no history of ${name} is small enough`);
  return [...taken, ...more];
}, own);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'calendars.jsonl'), calendars);
for (const definition of new Set(all.map((told) => told.definition))) {
  const histories = all.filter((told) => told.definition === definition);
  const text = [...headOf(histories[0]), ...histories.flatMap(linesOf)].join('');
  const name = `${definition.lifecycle}-${definition.obligation.toLowerCase()}.jsonl`;
  writeFileSync(join(folder, name), text);
  console.log(`${name}: ${histories.length} histories, ${Buffer.byteLength(text)} bytes`);
}
