import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replay } from './birth.js';
import { calendarFromData, makeCalendar, type CalendarData } from './calendar/calendar.js';
import { canonical, digest } from './canonical.js';
import { GENESIS, link } from './chain.js';
import type { FindMachine } from './consequences.js';
import { hashOf, type Definition } from './definition/definition.js';
import { makeMachine } from './definition/machine.js';
import { actionSchema } from './definition/schema.js';
import { changes, guards } from './definition/vocabulary.js';
import type { Entry, Timer } from './instance.js';

/**
 * Histories of each release, written by `npm run record-histories`. Whoever changes what a recorded history means changes
 * what running instances are: such a change needs a new name in the vocabulary, not a new recording.
 */
const folder = join(__dirname, '..', '..', 'test', 'replay');
const releases = readdirSync(folder).sort();
const files = releases.flatMap((release) =>
  readdirSync(join(folder, release)).map((file) => [release, file, join(folder, release, file)] as const),
);
/** The calendars of a release, which its recordings share. */
const CALENDARS = 'calendars.jsonl';
const recordings = files.filter(([, file]) => file !== CALENDARS);

type Ended = {
  readonly ended: string;
  readonly head: string;
  readonly snapshot: string;
  /** Digest of what others were told: messages, letters, errands. */
  readonly follows: string;
  readonly status: string;
  readonly stage: string;
  readonly timers: readonly Pick<Timer, 'key' | 'at'>[];
};
type Line =
  | { readonly definition: string; readonly body: Definition }
  | { readonly calendar: string; readonly body: CalendarData }
  | { readonly entry: Entry }
  | Ended;
type Recording = {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly find: FindMachine;
  readonly histories: readonly { readonly entries: readonly Entry[]; readonly ended: Ended }[];
};

const linesIn = (file: string): readonly Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

function recordingIn(file: string): Recording {
  const lines = linesIn(file);
  const definitions = new Map(lines.flatMap((line) => ('definition' in line ? [[line.definition, line.body]] : [])));
  const calendars = new Map(
    linesIn(join(dirname(file), CALENDARS)).flatMap((line) =>
      'calendar' in line ? [[line.calendar, calendarFromData(line.body)]] : [],
    ),
  );
  const machines = new Map(
    [...definitions].flatMap(([hash, definition]) =>
      [...calendars].map(([id, calendar]) => [`${hash} ${id}`, makeMachine(definition, calendar)] as const),
    ),
  );
  return {
    definitions,
    find: ({ definition, calendar }) => {
      const machine = machines.get(`${definition} ${calendar}`);
      if (!machine) throw new Error(`${definition} with ${calendar} is not in ${file}`);
      return machine;
    },
    histories: lines.flatMap((line) => {
      if (!('ended' in line)) return [];
      return [
        {
          ended: line,
          entries: lines.flatMap((one) => ('entry' in one && one.entry.instance === line.ended ? [one.entry] : [])),
        },
      ];
    }),
  };
}

test('this release is recorded, and each is small enough to be read every time', () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(releases).toContain(version);
  for (const release of releases) {
    const sizes = files.flatMap(([of, , path]) => (of === release ? [statSync(path).size] : []));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
  }
});

describe.each(recordings)('%s %s', (_, __, path) => {
  const { definitions, find, histories } = recordingIn(path);

  test('definitions are what their hashes say', () => {
    expect(histories.length).toBeGreaterThan(0);
    for (const [hash, definition] of definitions) expect(hashOf(definition)).toBe(hash);
  });

  test.each(histories.map(({ ended, entries }) => [ended.ended, entries, ended] as const))(
    '%s is replayed to the letter',
    (_key, entries, ended) => {
      const { instance, entries: again, notices, mail, errands } = replay(entries, find);
      expect(again.map(canonical)).toEqual(entries.map(canonical));
      expect({
        ended: instance.key,
        head: instance.head,
        snapshot: digest(instance.snapshot),
        follows: digest({ notices, mail, errands }),
        status: instance.status,
        stage: instance.stage,
        timers: instance.timers.map(({ key, at }) => ({ key, at })).sort((a, b) => (a.key < b.key ? -1 : 1)),
      }).toEqual(ended);
    },
  );

  test('the chains hold by themselves', () => {
    for (const { entries, ended } of histories)
      expect(entries.reduce((head, { hash: _hash, ...entry }) => link(head, entry), GENESIS)).toBe(ended.head);
  });
});

test('every word of the vocabulary stands in a recording', () => {
  const recorded = new Set<string>();
  const definitions = recordings.flatMap(([, , path]) => [...recordingIn(path).definitions.values()]);
  JSON.stringify(
    definitions.map(({ machine }) => machine),
    (key, value: unknown) => {
      if (key === 'type' && typeof value === 'string') recorded.add(value);
      return value;
    },
  );
  const [definition] = definitions;
  if (!definition) throw new Error('nothing is recorded');
  const calendar = makeCalendar([]);
  const names = [
    ...actionSchema.options.map(({ shape }) => shape.type.value),
    ...Object.keys(changes(definition, calendar)),
    ...Object.keys(guards(definition, calendar)),
  ];
  expect(names.filter((name) => !recorded.has(name))).toEqual([]);
});
