import { canonical } from '../../src/core/canonical.js';
import { at, fromIso } from '../../src/core/calendar/day.js';
import { PERSON_HOP, type Actor, type Event } from '../../src/core/instance.js';
import { loadPlan, type PlanBundle } from '../../src/core/plan/load.js';
import { sealBody } from '../../src/engine/ledger/seal.js';
import { activatePlan } from '../../src/plans/activate-plan.js';
import { readHistories } from '../../src/sandbox/stage.reader.js';
import { useHouse } from '../support/house.js';
import { expectSameLines } from '../support/driver.js';
import { fixture } from '../support/plan-files.js';
import { worldOf } from '../support/play.js';
import * as scripts from '../support/scripts.js';

/** What the language can say, the durable engine does as the pure core does: the same scripts, the same histories. */
const living = useHouse();
const bundle = power();

function power(): PlanBundle {
  const { bundle: read, findings } = loadPlan(fixture('power'), 'plans/power');
  if (!read) throw new Error(JSON.stringify(findings));
  return read;
}

const start = at('2024-01-01', '00:00');
const time = (text: string): number =>
  fromIso(`${text.replace(' ', 'T')}${text.length === 10 ? 'T09:00' : ''}:00+07:00`);

/** Everybody gives a reason, which some events ask for; the same salt makes the same digest. */
const why = { body: { reason: 'thử' }, salt: 'muối' };

const letters = (script: scripts.Script) =>
  script.map(([who, when, to, event], n) => {
    const [unit = '', seat = ''] = who.split('/');
    const actor: Actor = { kind: 'person', id: who, seats: [{ unit, seat }] };
    const said: Event = typeof event === 'string' ? { type: event } : event;
    return { at: time(when), letter: { to, key: `k${n}`, actor, event: said } };
  });

function inMemory(script: scripts.Script): readonly string[] {
  const world = worldOf(bundle, bundle.calendar, start);
  for (const { at: moment, letter } of letters(script)) {
    world.settle(moment - 1);
    const { id } = letter.actor as { id: string };
    const { bodyDigest } = sealBody(why.body, why.salt);
    world.send({ ...letter, bodyDigest, at: moment, hop: PERSON_HOP, sender: id, senderSeq: 0 });
    world.settle(moment);
  }
  const keys = [...world.histories.keys()].sort();
  return keys.flatMap((key) => (world.histories.get(key) ?? []).map((entry) => canonical(entry)));
}

async function durably(script: scripts.Script): Promise<readonly string[]> {
  const { house } = living();
  house.time.at = start;
  const actor: Actor = { kind: 'system', id: 'test' };
  await activatePlan(house, bundle, { calendar: bundle.calendar, at: start, actor });
  const answers: string[] = [];
  for (const { at: moment, letter } of letters(script)) {
    await house.waves.settle(moment - 1);
    house.time.at = moment;
    const [reply] = await house.engine.send([{ letter, ...why }]);
    answers.push(reply?.code ?? reply?.outcome ?? '');
    await house.waves.settle(moment);
  }
  expect(answers).toEqual(script.map((line) => line[4]));
  const lines: string[] = [];
  for await (const { entries } of readHistories(house.transactions))
    lines.push(...entries.map((entry) => canonical(entry)));
  return lines;
}

test.each(Object.entries(scripts))('%s', async (_, script) => {
  const told = inMemory(script);
  expectSameLines(await durably(script), told);
});
