import { isWorkingDay } from '../../src/core/calendar/calendar.js';
import { at, dayOf } from '../../src/core/calendar/day.js';
import type { Entry } from '../../src/core/instance.js';
import type { PlanBundle } from '../../src/core/plan/load.js';
import { MemoryStage } from '../../src/sandbox/memory-stage.js';
import { tell, type Told } from './histories.js';
import { from, peopleOf, smallPlan } from './troupe.js';

let bundle: PlanBundle;
beforeAll(async () => {
  bundle = await smallPlan();
});

const play = (seed: number, lateness = 0.2, plan = bundle): Promise<Told> =>
  tell(
    new MemoryStage(plan, plan.calendar),
    peopleOf(plan, { seed, lateness }),
    from('2025-01-01'),
    from('2026-01-01') - 1,
  );
const entries = ({ histories }: Told): Entry[] => [...histories.values()].flat();
const lettersOf = (told: Told): Entry[] => entries(told).filter(({ actor }) => actor.kind === 'person');
const seeds = Array.from({ length: 30 }, (_, i) => i + 1);
/** The first seed whose history has such an entry, with the history it stands in. */
async function find(such: (entry: Entry) => boolean): Promise<readonly [Entry, readonly Entry[]]> {
  for (const seed of seeds)
    for (const history of (await play(seed)).histories.values()) {
      const found = history.find(such);
      if (found) return [found, history];
    }
  throw new Error('no seed tells of it');
}

test('the same seed tells the same story twice, another seed another one', async () => {
  const [once, again, other] = [await play(7), await play(7), await play(8)];
  expect(again.digest).toBe(once.digest);
  expect(other.digest).not.toBe(once.digest);
});

test('another share of late people is another story', async () => {
  expect((await play(7, 0.9)).digest).not.toBe((await play(7, 0.1)).digest);
});

test.each([1, 2, 3])('with no lateness, nobody but the silent unit is late or missing (seed %i)', async (seed) => {
  const { histories } = await play(seed, 0);
  const last = [...histories].map(([key, history]) => [key, history.at(-1)?.tags ?? []] as const);
  const bad = last.filter(([, tags]) => tags.includes('late') || tags.includes('missing') || tags.includes('overdue'));
  expect(bad.map(([key]) => key).filter((key) => !key.endsWith('/silent'))).toEqual([]);
  expect(bad.length).toBeGreaterThan(0);
});

test('people act within office hours of working days, and never at the instant of a timer', async () => {
  for (const { at: moment } of lettersOf(await play(3, 0.5))) {
    const day = dayOf(moment);
    expect(isWorkingDay(bundle.calendar, day)).toBe(true);
    expect(moment).toBeGreaterThan(at(day, '08:00'));
    expect(moment).toBeLessThan(at(day, '17:00'));
    expect(moment % 1000).toBe(137);
  }
});

test('people who refuse nobody and are refused nothing: the small plan and its people fit together', async () => {
  for (const seed of seeds.slice(0, 10)) expect((await play(seed)).troubles).toEqual([]);
});

test('the silent unit never acts, and nobody records anything on its behalf', async () => {
  const { histories } = await play(5, 0.5);
  for (const [key, history] of histories)
    if (key.endsWith('/silent')) expect(history.filter(({ actor }) => actor.kind === 'person')).toEqual([]);
});

test('a unit that ceases hands its task over, and the successor hands in', async () => {
  const [handOver, history] = await find(({ event }) => event.type === 'unit.hand-over');
  expect(handOver.event).toMatchObject({ unit: 'new' });
  expect(handOver.unit).toBe('new');
  expect(dayOf(handOver.at) >= '2025-05-19').toBe(true);
  expect(['an', 'binh']).toContain(handOver.actor.kind === 'person' && handOver.actor.id);
  const after = history.filter(
    ({ seq, actor }) => seq > handOver.seq && actor.kind === 'person' && actor.id === 'old-both',
  );
  for (const { actor } of after)
    expect(actor).toMatchObject({
      seats: [
        { unit: 'new', seat: 'officer' },
        { unit: 'new', seat: 'head' },
      ],
    });
});

test('a report on paper is recorded after the deadline and judged by its own day', async () => {
  const [record, history] = await find(({ event }) => event.type === 'report.record');
  expect(history[record.seq - 1]?.tags).toContain('overdue');
  expect(record.effectiveAt).toBeLessThan(record.at);
  expect(record.tags).toContain('on-time');
});

test('a post that nobody holds is reported, and the rest goes on', async () => {
  const people = bundle.units.people?.filter(({ id }) => id !== 'slow-head') ?? [];
  const told = await play(7, 0, { ...bundle, units: { ...bundle.units, people } });
  expect(told.troubles.length).toBeGreaterThan(0);
  expect(new Set(told.troubles.map(({ code }) => code))).toEqual(new Set(['nobody']));
  expect(told.troubles.every(({ instance }) => instance.endsWith('/slow'))).toBe(true);
  expect(told.verified.ok).toBe(true);
});

test('an act that the engine refuses is reported, and not tried for ever', async () => {
  const acts =
    bundle.rehearsal?.acts.map((act) =>
      act.event === 'receipt.confirm' ? { ...act, carries: { nonsense: 1 } } : act,
    ) ?? [];
  const told = await play(7, 0, { ...bundle, rehearsal: { silent: [], slow: [], acts } });
  expect(new Set(told.troubles.map(({ code }) => code))).toEqual(new Set(['event-malformed']));
});
