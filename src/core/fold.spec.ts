import {
  birthOf,
  chart,
  definitionOf,
  engine,
  head,
  KEY,
  label,
  lifecycleOf,
  moment,
  officer,
  parent,
  person,
  secretary,
  telling,
  voice,
} from '../../test/support/given.js';
import { report, reportTiming, unitReport } from '../../test/support/unit-report.js';
import { canonical } from './canonical.js';
import { endOfDay } from './calendar/day.js';
import { GENESIS, link } from './chain.js';
import type { Definition } from './definition/definition.js';
import { makeMachine } from './definition/machine.js';
import { fold, type Case } from './fold.js';
import { open, replay } from './birth.js';
import { byOrder, FOREVER, type Entry, type Instance, type Letter, type Outcome } from './instance.js';

const { given, find } = report;
const born = given().instance;
const deadline = endOfDay('2023-11-20');
const playing = (one: Partial<Case>, until: number | string = '2024-06-01') =>
  fold(
    [{ instance: born, mail: [], commands: [], ...one }],
    { at: typeof until === 'number' ? until : moment(until), hop: FOREVER.hop },
    find,
  );
const names = (entries: readonly Entry[]) =>
  entries.map(({ event }) => event.type.replace(/^xstate\.after\.([^.]+)\..*/, '$1'));

describe('the order of things', () => {
  test('timers before a command are played before it, later ones are left', () => {
    expect(names(playing({ commands: [officer('11-16', 'report.submit')] }).entries)).toEqual([
      'r-t5',
      'soon',
      'report.submit',
    ]);
  });

  test('mail is played in its order whatever order it is read in, each letter after the timers before it', () => {
    const mail = [
      parent('11-14', 'hello', { sender: 'b', senderSeq: 1 }),
      parent('11-14', 'hello', { sender: 'a', senderSeq: 2 }),
      parent('11-14', 'hello', { sender: 'a', senderSeq: 1 }),
      parent('11-10', 'hello', { sender: 'z', senderSeq: 1 }),
      parent('11-14', 'hello', { sender: 'z', senderSeq: 1, hop: 0 }),
    ].map((letter, n) => ({ ...letter, event: { type: 'source.moved', source: String(n), to: 'x' } }));
    const entries = playing({ mail }, '11-14').entries;
    expect(entries.map(({ event }) => event['source'] ?? event.type.slice(13, 17))).toEqual([
      '3',
      'r-t5',
      '4',
      '2',
      '1',
      '0',
    ]);
  });

  test('the last word on a tie is the key', () => {
    const [a, b] = [
      officer('11-14', 'x', { key: 'a', sender: 's', senderSeq: 1 }),
      officer('11-14', 'x', { key: 'b', sender: 's', senderSeq: 1 }),
    ];
    expect([b, a].sort(byOrder)).toEqual([a, b]);
  });

  test('mail later than the bound is not touched', () => {
    const folded = playing({ mail: [parent('11-14', { type: 'deadline.moved', to: '2023-12-01' })] }, '11-13');
    expect(folded.outcomes).toEqual([]);
    expect(names(folded.entries)).toEqual(['r-t5']);
  });

  test('where more mail waits than was read, nothing after the last of it is played', () => {
    const mail = [parent('11-14', { type: 'source.moved', source: 'a', to: 'x' })];
    expect(names(playing({ mail, more: true }).entries)).toEqual(['r-t5', 'source.moved']);
    expect(names(playing({ mail }).entries)).toContain('end');
  });

  test('mail up to a command is heard before it', () => {
    const moved = parent('11-14', { type: 'deadline.moved', to: '2023-11-30' });
    const { entries, instances } = playing({ mail: [moved], commands: [officer('11-23', 'report.submit')] });
    expect(names(entries)).toEqual(['r-t5', 'deadline.moved', 'r-t5', 'report.submit']);
    expect(instances[0]?.snapshot.context.verdict).toBe('on-time');
  });

  test('what came after a command cannot make it late, though both were read together', () => {
    const mail = [parent(deadline + 5, { type: 'source.moved', source: 'a', to: 'x' })];
    const commands = [officer(deadline - 5, 'report.submit'), secretary(deadline + 9, 'report.accept')];
    const { entries, instances } = playing({ mail, commands }, deadline + 9);
    expect(names(entries).slice(-3)).toEqual(['report.submit', 'source.moved', 'report.accept']);
    expect(instances[0]?.tags).toContain('on-time');
  });

  test.each([
    ['in time', deadline - 5, 'on-time'],
    ['late', deadline + 1, 'late'],
  ])('a letter that was stamped %s, but comes after a later one, is judged by its own stamp', (_, at, verdict) => {
    const other = engine(deadline + 9, { type: 'source.moved', source: 'a', to: 'x' });
    const told = given(other, officer(at, 'report.submit'));
    expect(told.verdict).toBe(verdict);
    // Histories go forward; the stamp stands beside, so that replaying the row judges alike.
    expect(told.entries.at(-1)).toMatchObject({ at: deadline + 9, effectiveAt: at });
    expect(canonical(replay(told.entries, find).instance.snapshot)).toBe(canonical(told.instance.snapshot));
  });

  test('commands are taken in the order in which they arrived', () => {
    const { outcomes } = playing({
      commands: [secretary('11-10', 'report.accept'), officer('11-10', 'report.submit')],
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['refused', 'moved']);
  });

  test('many instances in one fold are the same as each alone', () => {
    const others = ['u2', 'u3'].map((unit) => ({ ...born, key: `p/R1/2023/${unit}` }));
    const cases = [born, ...others].map((instance, n) => ({
      instance,
      mail: [],
      commands: n === 1 ? [officer('11-25', 'report.submit')] : [],
    }));
    const bound = { at: moment('12-01'), hop: 9 };
    const together = fold(cases, bound, find);
    const alone = cases.map((one) => fold([one], bound, find));
    expect(together.instances).toEqual(alone.flatMap(({ instances }) => instances));
    expect(together.entries).toEqual(alone.flatMap(({ entries }) => entries));
    expect(together.notices).toEqual(alone.flatMap(({ notices }) => notices));
  });

  test('nothing to do is nothing done: the instance is the same object', () => {
    const { instances, ...rest } = playing({}, '11-01');
    expect(instances[0]).toBe(born);
    expect(rest).toEqual({ entries: [], outcomes: [], mail: [], errands: [], notices: [], broken: [] });
  });
});

describe('a clock set back', () => {
  test('an instance never goes backwards: the letter is of its last instant', () => {
    const there = given(engine('11-18', { type: 'deadline.moved', to: '2023-11-30' }));
    const back = there.and(officer('11-10', 'report.submit'));
    expect(back.happened.slice(-2)).toEqual(['11-18 09:00 deadline.moved', '11-18 09:00 report.submit']);
    expect(back.instance.at).toBe(moment('11-18'));
  });

  test('what was overdue was overdue, and the verdict goes by the stamp of the letter, whatever was played before it', () => {
    const back = given().until('11-22').and(officer('11-10', 'report.submit'));
    expect(back.happened).toContain('11-20 23:59:59.999 end');
    expect(back.verdict).toBe('on-time');
  });

  test('no time passes backwards either', () => {
    const there = given().until('11-18');
    expect(there.until('11-02').instance).toBe(there.instance);
  });
});

describe('a letter that does not move it', () => {
  /** Everything a letter can be answered, and the instance is the very same object. */
  const refusals: readonly (readonly [string, Letter, Outcome['outcome'], string])[] = [
    ['not expected', secretary('11-10', 'report.accept'), 'refused', 'event-not-expected'],
    ['unknown to the lifecycle', engine('11-10', 'something.else'), 'refused', 'event-not-expected'],
    [
      'of a person, but for the engine',
      secretary('11-10', { type: 'deadline.moved', to: '2024-01-01' }),
      'forbidden',
      'forbidden-event',
    ],
    [
      'a timer that a person names',
      officer('11-10', 'xstate.after.end.duty.timeliness.pending'),
      'forbidden',
      'forbidden-event',
    ],
    ['named like what every object has', officer('11-10', 'constructor'), 'refused', 'unknown-event'],
    ['named like what no object should have', officer('11-10', '__proto__'), 'refused', 'unknown-event'],
    ['misspelt', officer('11-10', 'report.sumbit'), 'refused', 'unknown-event'],
    [
      'not expected, and not filled in',
      secretary('11-10', { type: 'report.return', to: 'soon' }),
      'refused',
      'event-not-expected',
    ],
    ['not theirs to send', head('11-10', 'report.submit'), 'forbidden', 'forbidden-event'],
    ['of another unit', voice(person('di', 'u2/officer'))('11-10', 'report.submit'), 'forbidden', 'forbidden-event'],
    [
      'with a field that nobody declared',
      officer('11-10', { type: 'report.submit', note: 'x' }),
      'refused',
      'event-malformed',
    ],
    [
      'with a field of another kind',
      officer('11-10', { type: 'report.submit', pages: 'ten' }),
      'refused',
      'event-malformed',
    ],
    [
      'with a day that no calendar has',
      secretary('11-10', { type: 'deadline.extend', to: '2023-02-30' }),
      'refused',
      'event-malformed',
    ],
    [
      'with a day that no calendar counts from',
      secretary('11-10', { type: 'deadline.extend', to: '9999-12-31' }),
      'refused',
      'event-malformed',
    ],
    ['without a field that it needs', secretary('11-10', 'deadline.extend'), 'refused', 'event-malformed'],
    [
      'effective at another moment, and not theirs to say',
      officer('11-10', 'report.submit', { effectiveAt: moment('11-09') }),
      'refused',
      'effective-not-allowed',
    ],
    [
      'effective at another moment, without a word why',
      secretary('11-10', 'report.record', { effectiveAt: moment('11-09'), bodyDigest: undefined }),
      'refused',
      'event-malformed',
    ],
    ['that needs a reason, and has none', secretary('11-10', 'report.cancel'), 'refused', 'event-malformed'],
    [
      'effective before there was anything to record',
      secretary('11-10', 'report.record', { effectiveAt: moment('10-31') }),
      'refused',
      'effective-not-allowed',
    ],
    [
      'effective in the future',
      secretary('11-10', 'report.record', { effectiveAt: moment('11-11') }),
      'refused',
      'effective-not-allowed',
    ],
  ];

  test.each(refusals)('%s', (_, letter, outcome, code) => {
    const { instances, entries, outcomes, mail, errands, notices, broken } = playing({ commands: [letter] }, '11-10');
    expect(outcomes).toMatchObject([
      { letter, outcome, code, seq: 0, at: moment('11-01'), tags: ['drafting', 'on-track'] },
    ]);
    expect(instances[0]).toBe(born);
    expect({ entries, mail, errands, notices, broken }).toEqual({
      entries: [],
      mail: [],
      errands: [],
      notices: [],
      broken: [],
    });
  });

  test('is answered with what is possible now, and by whom', () => {
    const { outcomes } = playing({ commands: [secretary('11-10', 'report.accept')] }, '11-10');
    const [answer] = outcomes;
    const { possible } = (answer?.outcome === 'refused' ? answer.facts : {}) as { possible: { event: string }[] };
    expect(possible).toContainEqual({ event: 'report.submit', by: ['unit.officer'] });
    expect(possible).toContainEqual({ event: 'report.record', by: ['secretariat.officer'] });
    expect(possible.map(({ event }) => event)).not.toContain('report.accept');
  });

  test('of a name that the lifecycle does not know is answered with the one that was probably meant', () => {
    const answer = (type: string) => playing({ commands: [officer('11-10', type)] }, '11-10').outcomes[0];
    expect(answer('report.sumbit')).toMatchObject({ facts: { event: 'report.sumbit', suggestion: 'report.submit' } });
    expect(answer('something.else')).toMatchObject({ facts: { event: 'something.else' } });
  });

  test('is not unknown because only another instance may send it', () => {
    const hears = lifecycleOf({
      states: { drafting: { on: { 'round.closed': 'closed' } }, closed: { type: 'final' } },
    });
    const answer = chart(definitionOf(hears)).given(officer('11-10', 'round.closed'));
    expect(answer.answers).toEqual(['forbidden: forbidden-event']);
  });

  test('is asked for its form only where the state would take it, and for its right to be sent before that', () => {
    const submitted = given(officer('11-10', 'report.submit'));
    const empty = { type: 'deadline.extend' };
    expect(given().and(secretary('11-11', empty)).answers).toEqual(['refused: event-malformed']);
    expect(submitted.and(secretary('11-11', 'report.accept'), secretary('11-12', empty)).answers.at(-1)).toBe(
      'refused: event-not-expected',
    );
    expect(submitted.and(officer('11-12', empty)).answers.at(-1)).toBe('forbidden: forbidden-event');
  });

  test('leaves the timers that came due before it played all the same', () => {
    const { entries, outcomes } = playing({ commands: [secretary('11-14', 'report.accept')] });
    expect(names(entries)).toEqual(['r-t5']);
    expect(outcomes[0]).toMatchObject({ outcome: 'refused', seq: 1 });
  });

  test('a letter of another instance that is not expected harms nobody', () => {
    const told = given(parent('11-10', 'round.closed'));
    expect(told.answers).toEqual(['refused: event-not-expected']);
    expect(told.instance).toBe(told.and().instance);
    expect(told.entries).toHaveLength(1);
  });

  test('its own effective moment may be said by anybody', () => {
    expect(given(officer('11-10', 'report.submit', { effectiveAt: moment('11-10') })).answers).toEqual(['moved']);
  });
});

describe('an expected sequence', () => {
  const submitted = given(officer('11-10', 'report.submit'));

  test('is refused where a person has acted since', () => {
    const told = submitted.and(secretary('11-11', 'report.accept', { expectedSeq: 0 }));
    expect(told.outcomes.at(-1)).toMatchObject({
      outcome: 'refused',
      code: 'sequence-moved',
      facts: { expected: 0, actual: 1 },
    });
    expect(told.instance).toBe(submitted.instance);
    expect(submitted.and(secretary('11-11', 'report.accept', { expectedSeq: 1 })).answers.at(-1)).toBe('moved');
  });

  test('is not hurt by reminders, nor by letters of the engine', () => {
    const reminded = given()
      .until('11-16')
      .and(engine('11-16', { type: 'deadline.moved', to: '2023-11-30' }));
    expect(reminded.instance.seq).toBe(3);
    expect(reminded.and(officer('11-16', 'report.submit', { expectedSeq: 0 })).answers.at(-1)).toBe('moved');
  });

  test('counts where the same person was faster', () => {
    const letters = [1, 2].map(() => officer('11-10', 'report.submit', { expectedSeq: 0 }));
    expect(given(...letters).answers).toEqual(['moved', 'refused: sequence-moved']);
  });
});

describe('conflict of interest', () => {
  const submitted = given(officer('11-10', 'report.submit'));

  test('nobody scores their own unit, whatever other post they hold', () => {
    const both = voice(person('em', 'office/officer', 'u1/officer'));
    const told = submitted.and(both('11-11', 'report.score'));
    expect(told.outcomes.at(-1)).toMatchObject({
      outcome: 'forbidden',
      code: 'conflict-of-interest',
      facts: { unit: 'u1' },
    });
    expect(told.instance).toBe(submitted.instance);
    expect(submitted.and(secretary('11-11', 'report.score')).answers.at(-1)).toBe('moved');
  });

  test('a post of the unit itself that may send it may not either', () => {
    expect(submitted.and(head('11-11', 'report.score')).answers.at(-1)).toBe('forbidden: conflict-of-interest');
  });
});

describe('handed over', () => {
  const over = given(secretary('11-10', { type: 'unit.hand-over', unit: 'u2' }));
  const [old, heir] = [officer, voice(person('gi', 'u2/officer'))];

  test('the successor may hand in, the old unit may not', () => {
    expect(over.and(old('11-11', 'report.submit')).answers.at(-1)).toBe('forbidden: forbidden-event');
    expect(over.and(heir('11-11', 'report.submit')).answers.at(-1)).toBe('moved');
  });

  test('reminders go to the successor; the key stays, and each row of history says whose it was', () => {
    const reminded = over.until('11-14');
    expect(reminded.told).toEqual(['reminder → u2/officer']);
    expect(reminded.instance.key).toBe(KEY);
    expect(reminded.entries.map(({ unit }) => unit)).toEqual(['u1', 'u2', 'u2']);
  });
});

describe('a done instance', () => {
  const done = given(officer('11-10', 'report.submit'), secretary('11-11', 'report.close'));

  test.each([
    ['a person', officer('11-12', 'report.submit')],
    ['the secretary', secretary('11-12', 'report.reopen')],
    ['the engine', engine('11-12', { type: 'deadline.moved', to: '2024-01-01' })],
    ['its calendar', engine('11-12', { type: 'calendar.moved', calendar: born.calendar })],
    ['its parent', parent('11-12', 'round.closed')],
    ['a child', parent('11-12', { type: 'child.moved', group: 'R2', from: 'open', to: 'submitted' })],
  ])('refuses %s', (_, letter) => {
    const told = done.and(letter);
    expect(told.outcomes.at(-1)).toMatchObject({
      outcome: 'refused',
      code: 'event-not-expected',
      facts: { possible: [] },
    });
    expect(told.instance).toBe(done.instance);
  });

  test('and no time moves it', () => {
    expect(done.until('2024-12-31').instance).toBe(done.instance);
  });
});

describe('what others are told', () => {
  const listening = chart(report.definition, { listeners: [{ key: 'p/R4/2023', as: 'unit-1' }] });

  test('the parent hears of a change of stage, and of nothing else', () => {
    const told = given(
      officer('11-19', 'report.submit'),
      secretary('11-20', 'report.score'),
      secretary('11-24', 'report.return'),
    );
    expect(told.mail.map(({ to, event }) => [to, event])).toEqual([
      ['p/R1/2023', { type: 'child.moved', group: 'R1', from: 'open', to: 'submitted' }],
      ['p/R1/2023', { type: 'child.moved', group: 'R1', from: 'submitted', to: 'open' }],
    ]);
    expect(told.mail[0]).toMatchObject({ key: `${KEY}#4`, sender: KEY, senderSeq: 4, at: moment('11-19'), hop: 1 });
  });

  test('whoever listens hears of the birth, and of a change of stage or of facts', () => {
    const told = listening.given(officer('11-10', 'report.submit'), secretary('11-11', 'report.score'));
    const heard = told.mail.filter(({ to }) => to === 'p/R4/2023').map(({ event }) => event);
    const said = { type: 'source.moved', source: 'unit-1', key: KEY };
    const facts = { deadline: '2023-11-20' };
    expect(heard).toEqual([
      { ...said, to: 'open', since: moment('11-01'), facts },
      { ...said, to: 'submitted', since: moment('11-10'), facts },
      // Since when it stands there, whatever it has come to know since.
      { ...said, to: 'submitted', since: moment('11-10'), facts: { ...facts, scored: true } },
    ]);
  });

  test('a moved deadline is a fact that they hear of', () => {
    const told = listening.given(engine('11-10', { type: 'deadline.moved', to: '2023-12-01' }));
    expect(told.mail.at(-1)?.event).toMatchObject({ to: 'open', facts: { deadline: '2023-12-01' } });
  });

  test('what follows a timer comes one step after it, what follows a person one step after the moment', () => {
    const told = listening.given(officer('11-10', 'report.submit'));
    expect(told.mail.map(({ at, hop }) => [at, hop])).toEqual([
      [moment('11-01'), 1],
      [moment('11-10'), 1],
      [moment('11-10'), 1],
    ]);
  });
});

describe('the chain', () => {
  const told = given(
    officer('11-19', 'report.submit', { bodyDigest: 'ab' }),
    secretary('11-24', 'report.return'),
  ).until('12-30');

  test('each row is linked to the one before it, the head is the last', () => {
    const heads = told.entries.reduce<string[]>(
      (links, { hash: _, ...entry }) => [...links, link(links.at(-1) ?? GENESIS, entry)],
      [],
    );
    expect(told.entries.map(({ hash }) => hash)).toEqual(heads);
    expect(told.instance.head).toBe(heads.at(-1));
  });

  test.each([
    ['a moment', { at: moment('11-18') }],
    ['an actor', { actor: person('someone', 'u1/officer') }],
    ['an event', { event: { type: 'report.record' } }],
    ['words beside it', { bodyDigest: 'cd' }],
    ['a tag', { tags: ['handed-in', 'late', 'submitted'] }],
    ['a deadline', { due: moment('12-01') }],
    ['a unit', { unit: 'u2' }],
  ])('%s changed afterwards breaks it', (_, change) => {
    const row = told.entries.findIndex(({ event }) => event.type === 'report.submit');
    const { hash, ...entry } = told.entries[row] as Entry;
    expect(link(told.entries[row - 1]?.hash ?? GENESIS, entry)).toBe(hash);
    expect(link(told.entries[row - 1]?.hash ?? GENESIS, { ...entry, ...change })).not.toBe(hash);
  });
});

describe('replayed', () => {
  test('a history gives the instance that wrote it', () => {
    const told = given(
      officer('11-19', 'report.submit', { bodyDigest: 'ab' }),
      secretary('11-24', 'report.return'),
      engine('11-25', { type: 'deadline.moved', to: '2023-12-04' }),
      secretary('12-07', 'report.record', { effectiveAt: moment('12-01') }),
    ).until('12-30');
    const { instance, entries, notices } = replay(told.entries, find);
    expect(entries).toEqual(told.entries);
    expect(notices).toEqual(told.notices);
    expect({ ...instance, hop: 0 }).toEqual({ ...told.instance, hop: 0 });
  });

  test('a history that does not begin with its opening is none', () => {
    expect(() => replay([], find)).toThrow('begins with its opening');
    expect(() => replay(given(officer('11-19', 'report.submit')).entries.slice(1), find)).toThrow(
      'begins with its opening',
    );
  });

  test('a row that could not have happened is found', () => {
    const { entries } = given(officer('11-19', 'report.submit'), secretary('11-24', 'report.accept'));
    const without = entries.filter(({ event }) => event.type !== 'report.submit');
    expect(() => replay(without, find)).toThrow('report.accept');
  });
});

describe('an instance that breaks', () => {
  /** A window that counts from a day that nobody has named: a mistake that the linter finds. */
  const mistaken = chart(
    definitionOf(
      {
        ...unitReport,
        windows: { chase: { on: { from: 'day', workingDays: 1 } } },
        states: {
          ...unitReport.states,
          submitted: { ...unitReport.states['submitted'], after: { chase: 'accepted' } },
        },
      },
      { timing: reportTiming },
    ),
  );
  const findBroken = mistaken.find;
  const born = mistaken.given().instance;
  const others: Instance = { ...born, key: 'p/R1/2023/u2' };
  const cases: Case[] = [
    {
      instance: born,
      mail: [parent('11-02', { type: 'source.moved', source: 'a', to: 'x' })],
      commands: [officer('11-10', 'report.submit')],
    },
    { instance: others, mail: [], commands: [secretary('11-10', 'report.exempt')] },
  ];
  const folded = fold(cases, { at: moment('11-10'), hop: 9 }, findBroken);

  test('is set aside as it was, and the rest goes on', () => {
    expect(folded.broken).toMatchObject([{ key: KEY, error: expect.stringContaining('anchor-unknown') as string }]);
    expect(folded.instances[0]).toEqual({ ...born, status: 'quarantined' });
    expect(folded.instances[1]?.tags).toEqual(['exempt']);
    expect(folded.entries.map(({ instance }) => instance)).toEqual([others.key]);
  });

  test('its mail waits, its commands are told so', () => {
    expect(folded.outcomes.map(({ letter, outcome }) => [letter.event.type, outcome])).toEqual([
      ['report.submit', 'refused'],
      ['report.exempt', 'moved'],
    ]);
    expect(folded.outcomes[0]).toMatchObject({ code: 'instance-quarantined' });
  });

  test('once set aside it plays nothing, and takes nothing', () => {
    const instance: Instance = { ...born, status: 'quarantined' };
    const { instances, outcomes, entries } = playing({ instance, commands: [officer('11-10', 'report.submit')] });
    expect(instances[0]).toBe(instance);
    expect(entries).toEqual([]);
    expect(outcomes).toMatchObject([{ outcome: 'refused', code: 'instance-quarantined' }]);
  });

  test('windows that chase each other at one moment are found, and do not hang the worker', () => {
    const chasing = chart(
      definitionOf(
        lifecycleOf({
          events: { 'work.begin': { label, by: ['unit.officer'] } },
          windows: { past: { on: '01-02' } },
          states: {
            drafting: { on: { 'work.begin': 'a' } },
            a: { after: { past: 'b' } },
            b: { after: { past: 'a' } },
          },
        }),
      ),
    );
    const begun = chasing.given(officer('11-10', 'work.begin')).instance;
    const { broken, instances } = fold([{ instance: begun, mail: [], commands: [] }], FOREVER, chasing.find);
    expect(broken).toMatchObject([{ error: expect.stringContaining('round in circles') as string }]);
    expect(instances[0]).toEqual({ ...begun, status: 'quarantined' });
  });

  test('one that cannot even begin is never born', () => {
    const { drafting } = unitReport.states;
    const { definition } = chart(
      definitionOf({
        ...unitReport,
        windows: { chase: { on: 'day' } },
        states: { ...unitReport.states, drafting: { ...drafting, after: { chase: 'submitted' } } },
      }),
    );
    const machine = makeMachine(definition, report.machine.calendar);
    expect(() => open([birthOf('x')], () => machine)).toThrow('anchor-unknown');
  });

  test('so is one whose definition names what this build does not know', () => {
    const later = JSON.parse(
      JSON.stringify(report.definition).replace('"deadline.pause"', '"deadline.freeze"'),
    ) as Definition;
    expect(() => makeMachine(later, report.machine.calendar)).toThrow('actions: deadline.freeze');
    const other = JSON.parse(JSON.stringify(report.definition).replace('"due.past"', '"due.soon"')) as Definition;
    expect(() => makeMachine(other, report.machine.calendar)).toThrow('guards: due.soon');
  });
});

test('the same mail in several folds or in one gives the same history', () => {
  const mail = [
    parent('11-05', { type: 'source.moved', source: 'a', to: 'x' }),
    parent('11-14', { type: 'deadline.moved', to: '2023-11-30' }),
    parent('11-24', { type: 'source.moved', source: 'a', to: 'y' }),
    parent('12-08', { type: 'source.moved', source: 'b', to: 'z' }),
  ];
  const atOnce = playing({ mail });
  const inParts = mail
    .reduce((told, letter) => told.and(letter), telling({ ...given(), entries: [] }, find))
    .until('2024-06-01');
  expect(inParts.entries).toEqual(atOnce.entries);
  expect({ ...inParts.instance, hop: 0 }).toEqual({ ...atOnce.instances[0], hop: 0 });
});
