import { lifecycleSchema } from '../../src/core/definition/schema.js';
import type { PlanSource } from '../../src/core/plan/assemble.js';
import { Catalogue } from '../../src/engine/catalogue.js';
import { Deliver } from '../../src/engine/deliver.js';
import { INVARIANTS, verify, type Check } from '../../src/engine/verify.js';
import { fileChecks } from '../../src/files/file-checks.js';
import { formChecks } from '../../src/forms/form-checks.js';
import { InAppChannel } from '../../src/notifications/in-app.channel.js';
import { inboxArrivals } from '../../src/notifications/inbox-arrivals.js';
import { InboxStore } from '../../src/notifications/inbox.store.js';
import { MessageReader } from '../../src/notifications/message.reader.js';
import { Sayings } from '../../src/notifications/sayings.js';
import { TemplateReader } from '../../src/notifications/template.reader.js';
import { activatePlan } from '../../src/plans/activate-plan.js';
import {
  calendar,
  command,
  issueRound,
  makeHouse,
  moment,
  office,
  officerOf,
  smallPlan,
  system,
  type TestHouse,
} from '../support/make.js';
import { createScene, type TestDatabase } from '../support/postgres.js';

/** Acceptance ends a report here, and it can be opened again. */
function reopenable(): PlanSource {
  const source = smallPlan(3);
  const { report, ...others } = source.lifecycles;
  if (!report) throw new Error('the plan has no reports');
  const events = { 'report.reopen': { label: report.label, by: ['owner.officer'], reason: 'required', reopens: true } };
  const accepted = { type: 'final', tags: ['accepted', 'handed-in'] };
  const edited = { ...report, events: { ...report.events, ...events }, states: { ...report.states, accepted } };
  return { ...source, lifecycles: { ...others, report: lifecycleSchema.parse(edited) } };
}

const [u1, u2, u3] = [officerOf('u00001'), officerOf('u00002'), officerOf('u00003')];
const round = 'small/R0/2023';
const task = 'small/R1/2023/u00001';
const errandsNow = async (house: TestHouse, db: TestDatabase): Promise<void> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from errand where not done');
  for (const { id } of rows) await house.errands.run(Number(id));
};

/** Everything that an engine holds, at moments at which something is on its way. */
const scenes = {
  /** A round whose units have reported, in time or not; messages have been delivered, and nothing is under way. */
  async settled(house: TestHouse) {
    const [first = '', second = ''] = await issueRound(house, 3);
    house.time.at = moment('06-01');
    await house.engine.send([command(first, u1, { type: 'report.submit', pages: 3 }, { body: { words: 'đã gửi' } })]);
    await house.engine.send([command(second, office, 'report.accept', { body: 'chưa có gì', expectedSeq: 7 })]);
    house.time.at = moment('06-16');
    await house.waves.settle(house.time.at);
    await house.engine.send([command(second, office, 'report.record', { effectiveAt: moment('06-15') })]);
    await house.waves.settle(house.time.at);
    const { database, transactions } = house;
    const reader = new MessageReader(database);
    await new Deliver(transactions, [
      new InAppChannel(new Sayings(reader, new TemplateReader(database)), new InboxStore(database)),
    ]).run();
  },
  /** The tasks of a round stand, and the round has not heard of it. */
  async opening(house: TestHouse, db: TestDatabase) {
    await activatePlan(house, smallPlan(3), { calendar, at: house.time.at, actor: system });
    house.time.at = moment('05-10');
    await house.waves.settle(house.time.at);
    await house.engine.send([command(round, office, { type: 'request.issue', due: '2023-06-15' })]);
    await errandsNow(house, db);
  },
  /** A round is closed: its tasks are still to be told, its compilation has not heard of it, nor it of a submission. */
  async closing(house: TestHouse) {
    const [, second = ''] = await issueRound(house, 3);
    house.time.at = moment('06-01');
    await house.engine.send([command(round, office, 'round.close')]);
    await house.engine.send([command(second, u2, 'report.submit')]);
  },
  /** A report that was accepted has been opened again, after others were. */
  async reopened(house: TestHouse) {
    await activatePlan(house, reopenable(), { calendar, at: house.time.at, actor: system });
    house.time.at = moment('05-10');
    await house.waves.settle(house.time.at);
    await house.engine.send([command(round, office, { type: 'request.issue', due: '2023-06-15' })]);
    await house.waves.settle(house.time.at);
    await house.engine.send([command(task, u1, 'report.submit')]);
    await house.engine.send([command(task, office, 'report.accept')]);
    house.time.at = moment('06-01');
    await house.engine.send([command(task, office, 'report.reopen', { body: 'sai số liệu' })]);
    await house.waves.settle(house.time.at);
    await house.engine.send([command(`${task}~2`, u1, 'report.submit')]);
    await house.waves.settle(house.time.at);
  },
  /** The tasks have been told, and have not heard it. */
  async telling(house: TestHouse, db: TestDatabase) {
    await scenes.closing(house);
    await house.engine.send([command('small/R1/2023/u00003', u3, 'report.submit')]);
    await errandsNow(house, db);
  },
};
type Scene = keyof typeof scenes;

const made = new Map<Scene, Awaited<ReturnType<typeof createScene>>>();
beforeAll(async () => {
  for (const scene of Object.keys(scenes) as Scene[])
    made.set(
      scene,
      await createScene(async (db) => {
        const house = await makeHouse(db);
        try {
          await scenes[scene](house, db);
        } finally {
          await house.close();
        }
      }),
    );
});
afterAll(() => Promise.all([...made.values()].map((scene) => scene.drop())));

/** What other rooms keep, as the command asks them. */
const others = [inboxArrivals, ...fileChecks(60), ...formChecks];
/** Nothing of it is in these scenes: what stands there is tested with those rooms. */
const NOT_HERE = [...formChecks, ...fileChecks(60)].map(({ name }) => name);

/** What a process that has never seen the database finds on it, when this has been done to it. */
async function foundIn(scene: Scene, ...spoils: readonly string[]): Promise<readonly Check[]> {
  const db = await made.get(scene)?.copy();
  if (!db) throw new Error(scene);
  const house = await makeHouse(db);
  try {
    for (const spoil of spoils) {
      const { rowCount } = await db.pool.query(spoil);
      // A spoiling that changes nothing would prove nothing.
      expect([spoil, rowCount]).not.toEqual([spoil, 0]);
    }
    return (await verify({ ...house, catalogue: new Catalogue() }, others)).checks;
  } finally {
    await house.close();
    await db.drop();
  }
}
const wrongIn = (checks: readonly Check[]): string[] => checks.filter(({ ok }) => !ok).map(({ name }) => name);

test.each(Object.keys(scenes) as Scene[])('%s: all is well, and everything was looked at', async (scene) => {
  const checks = await foundIn(scene);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  const idle = checks.filter(({ n }) => n === 0).map(({ name }) => name);
  if (scene === 'settled') expect(idle).toEqual(['finished instances have no timers', ...NOT_HERE]);
});

test('every invariant of the design has its checks', async () => {
  const told = new Set((await foundIn('settled')).map(({ invariant }) => String(invariant)));
  expect([...told].sort()).toEqual([...Object.keys(INVARIANTS), 'null']);
});

const only = (table: string, key: string): string =>
  `${table}.instance_id = (select id from instance where key = '${key}')`;
const OUTCOME = 'every taken letter has one outcome';
const ACCEPTED = 'every accepted letter is one history row';
const PENDING = 'every fired timer was pending, and is one history row';
const GAPS = 'sequences have no gap';
const MAIL = 'letters between instances are exactly what they caused';
const ORPHANS = 'nothing belongs to an instance that is not there';
const REPLAY = 'histories replay to the stored snapshots';
const COLUMNS = 'the columns of an instance say what its history says';
const HASHES = 'definitions and calendars are what their hashes say';
const TIMERS = 'timers are exactly the pending delays';
const FINISHED = 'finished instances have no timers';
const ERRANDS = 'errands are exactly what histories asked for';
const OPENINGS = 'every opening has exactly its children';
const COUNTS = "parents' counts equal their children";
const LINKS = 'links are exactly what was asked for';
const OUTBOX = 'the outbox holds exactly the notices';
const TAKEN = 'what was delivered was taken by a channel';
const INBOX = 'what was delivered is in the inbox';
const CHAINS = 'hash chains are whole';
const WORDS = 'words are those that were sent';
const TROUBLE = 'nobody is quarantined and no errand is set aside';

const mail = (type: string): string => `outcome is null and event->>'type' = '${type}'`;
const spoilings: readonly (readonly [
  what: string,
  scene: Scene,
  spoils: readonly string[],
  found: readonly string[],
])[] = [
  // --- 1: letters, timers and sequences
  [
    'an outcome without an answer',
    'settled',
    [`update letter set answer = null where content is not null`],
    [OUTCOME, ACCEPTED],
  ],
  [
    'another answer to an accepted letter',
    'settled',
    [`update letter set answer = answer || '{"tags":["closed"]}' where outcome = 'moved' and content is not null`],
    [OUTCOME],
  ],
  [
    'another answer to a refused letter',
    'settled',
    [`update letter set answer = answer || '{"seq":1}' where outcome = 'refused'`],
    [OUTCOME],
  ],
  [
    'an answer of another outcome',
    'settled',
    [`update letter set outcome = 'forbidden' where outcome = 'refused'`],
    [OUTCOME],
  ],
  [
    'a refused letter with another event',
    'settled',
    [`update letter set event = '{"type":"report.exempt"}' where outcome = 'refused'`],
    [OUTCOME],
  ],
  [
    'a refused letter of somebody else',
    'settled',
    [`update letter set actor = jsonb_set(actor, '{id}', '"officer-u00003"') where outcome = 'refused'`],
    [OUTCOME],
  ],
  [
    'an accepted letter with another event',
    'settled',
    [`update letter set event = event || '{"pages":4}' where event->>'type' = 'report.submit'`],
    [OUTCOME, ACCEPTED],
  ],
  [
    'an accepted letter that is gone',
    'settled',
    [`delete from letter where event->>'type' = 'report.record'`],
    [ACCEPTED, ORPHANS, WORDS],
  ],
  [
    'an effective moment that was moved',
    'settled',
    [`update letter set effective_at = effective_at + 1 where effective_at is not null`],
    [OUTCOME, ACCEPTED],
  ],
  [
    'a command made out to be undecided',
    'settled',
    [`update letter set outcome = null, answer = null where outcome = 'refused'`],
    [OUTCOME],
  ],
  [
    'a history row that is gone',
    'settled',
    [`delete from history where seq = 1 and ${only('history', task)}`],
    [OUTCOME, ACCEPTED, GAPS, MAIL, REPLAY, COLUMNS, TIMERS, OUTBOX, CHAINS],
  ],
  [
    'a timer’s row under another moment',
    'settled',
    [
      `update history set key = key || '0' where kind = 'timer' and ${only('history', 'small/R1/2023/u00003')} and seq = 1`,
    ],
    [PENDING, CHAINS],
  ],
  ['rows of an instance that is not there', 'settled', [`insert into timer values (999, 'x', 1, 0)`], [ORPHANS]],
  ['words of a letter that is not there', 'settled', [`update letter_body set key = 'x'`], [ORPHANS, WORDS]],
  // --- 1: what instances say to each other
  [
    'an undelivered children.opened that is gone',
    'opening',
    [`delete from letter where ${mail('children.opened')}`],
    [MAIL, COUNTS],
  ],
  [
    'a children.opened with another number',
    'opening',
    [`update letter set event = event || '{"n":2}' where ${mail('children.opened')}`],
    [MAIL],
  ],
  [
    'an undelivered move of a child that is gone',
    'closing',
    [`delete from letter where ${mail('child.moved')}`],
    [MAIL, COUNTS],
  ],
  [
    'an undelivered move of a child with another stage',
    'closing',
    [`update letter set event = event || '{"to":"accepted"}' where ${mail('child.moved')}`],
    [MAIL],
  ],
  [
    'an undelivered move of a source that is gone',
    'closing',
    [`delete from letter where ${mail('source.moved')}`],
    [MAIL],
  ],
  [
    'an undelivered move of a source with other facts',
    'closing',
    [`update letter set event = jsonb_set(event, '{facts,due}', '"2023-07-15"') where ${mail('source.moved')}`],
    [MAIL],
  ],
  [
    'an undelivered word to a child that is gone',
    'telling',
    [`delete from letter where ${mail('round.closed')} and ${only('letter', task)}`],
    [MAIL],
  ],
  [
    'an undelivered word to a child that says something else',
    'telling',
    [`update letter set event = '{"type":"round.opened"}' where ${mail('round.closed')}`],
    [MAIL],
  ],
  [
    'a word to a child that nobody said',
    'settled',
    [
      `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event) select id, 'x', at, 1, '${round}', 1, '{"kind":"instance","key":"${round}"}', '{"type":"round.closed"}' from instance where key = '${task}'`,
    ],
    [MAIL],
  ],
  [
    'a move of a child that never was',
    'settled',
    [
      `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event) select id, '${task}#9', at, 1, '${task}', 9, '{"kind":"instance","key":"${task}"}', '{"type":"child.moved","group":"R1","from":"open","to":"accepted"}' from instance where key = '${round}'`,
    ],
    [MAIL],
  ],
  [
    'a move of a source that never was',
    'settled',
    [
      `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event) select id, '${round}#9#R0', at, 1, '${round}', 9, '{"kind":"instance","key":"${round}"}', '{"type":"source.moved","source":"R0","to":"closed","facts":{}}' from instance where key = 'small/R4/2023'`,
    ],
    [MAIL],
  ],
  // --- 2: snapshots, columns, definitions
  [
    'another snapshot',
    'settled',
    [`update instance set snapshot = jsonb_set(snapshot, '{context,counters}', '{"x":1}') where key = '${task}'`],
    [REPLAY],
  ],
  ['other tags', 'settled', [`update instance set tags = '{accepted}' where key = '${task}'`], [COLUMNS]],
  ['another due', 'settled', [`update instance set due = due + 86400000 where obligation = 'R1'`], [COLUMNS]],
  ['another stage', 'settled', [`update instance set stage = 'zzz' where key = '${round}'`], [COLUMNS, COUNTS]],
  ['another unit', 'settled', [`update instance set unit = 'zzz' where key = '${round}'`], [COLUMNS]],
  ['another person’s sequence', 'settled', [`update instance set person_seq = 77 where key = '${task}'`], [COLUMNS]],
  ['another moment', 'settled', [`update instance set at = at + 1 where key = '${task}'`], [COLUMNS]],
  [
    'another calendar',
    'settled',
    [`insert into calendar select 'x', body from calendar`, `update instance set calendar = 'x' where key = '${task}'`],
    [COLUMNS, HASHES],
  ],
  [
    'another definition',
    'settled',
    [`update instance set definition = (select definition from instance where key = '${round}') where key = '${task}'`],
    [COLUMNS],
  ],
  [
    'a running instance said to be done, its timers gone',
    'settled',
    [
      `delete from timer t using instance i where i.id = t.instance_id and i.key = 'small/R1/2023/u00003'`,
      `update instance set status = 'done' where key = 'small/R1/2023/u00003'`,
    ],
    [COLUMNS, TIMERS],
  ],
  [
    'an instance set aside without a word',
    'settled',
    [`update instance set status = 'quarantined' where key = '${task}'`],
    [TROUBLE],
  ],
  [
    'another body of a definition',
    'settled',
    [
      `update definition set body = (body::jsonb || '{"label":{"vi":"x","en":"x"}}')::json where body->>'obligation' = 'R1'`,
    ],
    [HASHES],
  ],
  [
    'another body of a calendar',
    'settled',
    [`update calendar set body = jsonb_set(body, '{years,0,days}', '[]')`],
    [HASHES, REPLAY],
  ],
  // --- 3: timers
  ['a timer that is gone', 'settled', [`delete from timer where key like '%e-2%'`], [TIMERS]],
  ['a timer at another moment', 'settled', [`update timer set at = at + 1 where key like '%e-2%'`], [TIMERS]],
  ['a timer out of its turn', 'settled', [`update timer set hop = 3`], [TIMERS]],
  [
    'a timer of a finished instance',
    'closing',
    [`insert into timer select id, 'x', 1, 0 from instance where key = '${round}'`],
    [TIMERS, FINISHED],
  ],
  // --- 4: openings, counts, links
  ['an undone errand that is gone', 'closing', [`delete from errand where not done`], [ERRANDS]],
  [
    'an errand that says something else',
    'closing',
    [`update errand set task = jsonb_set(task, '{event,type}', '"round.opened"') where not done`],
    [ERRANDS],
  ],
  [
    'an errand that nobody asked for',
    'settled',
    [
      `insert into errand (instance, seq, index, at, hop, task) select instance, seq, 9, at, hop, task from errand limit 1`,
    ],
    [ERRANDS],
  ],
  ['an errand said to be done', 'closing', [`update errand set done = true where not done`], [MAIL]],
  [
    'a child that is gone',
    'settled',
    [`delete from instance where key = '${task}'`],
    [ORPHANS, OPENINGS, COUNTS, MAIL, OUTBOX],
  ],
  [
    'a child of another parent',
    'settled',
    [`update instance set parent = 'small/R4/2023' where key = '${task}'`],
    [COLUMNS, OPENINGS, COUNTS, MAIL],
  ],
  [
    'an opening that counts wrongly',
    'settled',
    [`update errand set opened = opened + 1 where task->>'group' = 'R1'`],
    [OPENINGS, MAIL],
  ],
  [
    'a parent that counts wrongly',
    'settled',
    [
      `update instance set snapshot = jsonb_set(snapshot, '{context,children,R1,tags}', '{"open":3}') where key = '${round}'`,
    ],
    [REPLAY, COUNTS],
  ],
  [
    'a parent that expects more',
    'settled',
    [
      `update instance set snapshot = jsonb_set(snapshot, '{context,children,R1,expected}', '4') where key = '${round}'`,
    ],
    [REPLAY, COUNTS],
  ],
  [
    'a parent that has forgotten its children',
    'settled',
    [`update instance set snapshot = jsonb_set(snapshot, '{context,children}', '{}') where key = '${round}'`],
    [REPLAY, COUNTS],
  ],
  [
    'a reopened instance that points at nobody',
    'reopened',
    [`update instance set reopens = null where reopens is not null`],
    [COLUMNS, OPENINGS, COUNTS],
  ],
  [
    'a reopened instance that is gone',
    'reopened',
    [`delete from instance where reopens is not null`],
    [ORPHANS, OPENINGS, COUNTS, MAIL, OUTBOX],
  ],
  ['links that are gone', 'settled', [`delete from listens`], [LINKS, MAIL]],
  [
    'a link that nobody asked for',
    'settled',
    [`insert into listens values ('small/R4/2023', '${round}', 'x')`],
    [LINKS, MAIL],
  ],
  // --- 5: messages
  ['a message that is gone', 'settled', [`delete from outbox where template = 'submitted'`], [OUTBOX, INBOX]],
  [
    'a message to somebody else',
    'settled',
    [`update outbox set unit = 'u00003' where template = 'submitted'`],
    [OUTBOX, INBOX],
  ],
  [
    'a message that nobody sent',
    'settled',
    [
      `insert into outbox (message_id, instance_id, seq, at, unit, seat, template, level) select 'x', instance_id, seq, at, unit, seat, template, level from outbox limit 1`,
    ],
    [OUTBOX],
  ],
  ['messages said to be delivered', 'telling', [`update outbox set delivered_at = now()`], [TAKEN, INBOX]],
  ['messages that have never arrived', 'settled', [`delete from inbox_message where template = 'overdue'`], [INBOX]],
  [
    'messages that are both delivered and given up',
    'settled',
    [`update outbox set dead_at = now() where template = 'overdue'`],
    [TAKEN],
  ],
  // --- 6: chains and words
  [
    'a rewritten event in the past',
    'settled',
    [`update history set event = event || '{"pages":4}' where event->>'type' = 'report.submit'`],
    [ACCEPTED, CHAINS],
  ],
  [
    'a rewritten deadline in the past',
    'settled',
    [`update history set due = due + 1 where seq = 1 and ${only('history', task)}`],
    [CHAINS],
  ],
  ['another head', 'settled', [`update instance set head = repeat('0', 64) where key = '${task}'`], [CHAINS]],
  ['rewritten words', 'settled', [`update letter_body set body = '"khác"'`], [WORDS]],
  ['words that are gone without a trace', 'settled', [`delete from letter_body`], [WORDS]],
];

test.each(spoilings)('%s (%s)', async (_, scene, spoils, found) => {
  const wrong = wrongIn(await foundIn(scene, ...spoils));
  expect([...wrong].sort()).toEqual([...found].sort());
});

test('every check has found something', () => {
  const found = new Set(spoilings.flatMap(([, , , names]) => names));
  expect([...found].sort()).toEqual(
    [
      OUTCOME,
      ACCEPTED,
      PENDING,
      GAPS,
      MAIL,
      ORPHANS,
      REPLAY,
      COLUMNS,
      HASHES,
      TIMERS,
      FINISHED,
      ERRANDS,
      OPENINGS,
      COUNTS,
      LINKS,
      OUTBOX,
      TAKEN,
      INBOX,
      CHAINS,
      WORDS,
      TROUBLE,
    ].sort(),
  );
});

test('erased words are no problem', async () => {
  expect(wrongIn(await foundIn('settled', `update letter_body set body = null, salt = null`))).toEqual([]);
});

test('what is wrong a thousand times is named a few times and counted', async () => {
  const checks = await foundIn(
    'settled',
    `insert into timer select 5000 + n, 'x', 1, 0 from generate_series(1, 1000) n`,
  );
  const { problems = [] } = checks.find(({ name }) => name === ORPHANS) ?? {};
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe('… and 980 more');
});
