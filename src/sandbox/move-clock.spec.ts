import { DAY, startOfDay, toIso } from '../core/calendar/day.js';
import { SandboxClock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { MoveClock } from './move-clock.service.js';
import type { PlayedReader } from './played.reader.js';

const start = startOfDay('2024-01-01');
const day = (n: number): string => toIso(start + n * DAY);

/** A clock in a row, and things that fall due; each waits to be let go on before it is played. */
function sandbox(due: readonly number[] = []) {
  let now = start;
  const query = (_: string, [at]: readonly number[] = []) => {
    now = Math.max(now, at ?? now);
    return Promise.resolve([{ now: String(now) }]);
  };
  const open = [...due].sort((a, b) => a - b);
  let hold = (): Promise<void> => Promise.resolve();
  const complaints: unknown[] = [];
  const waves = {
    next: (upTo: number) => Promise.resolve(open[0] !== undefined && open[0] <= upTo ? { at: open[0] } : undefined),
    settle: async () => {
      await hold();
      open.shift();
    },
  };
  const played = { between: () => Promise.resolve({ opened: 0, timers: 0, letters: 0, acts: 0, messages: 0 }) };
  const house = { clock: new SandboxClock({ query } as unknown as Database), waves };
  type Parts = ConstructorParameters<typeof MoveClock>[0];
  const trail = { append: () => Promise.resolve(), told: () => Promise.reject(new Error('nobody has looked')) };
  const complain = (error: unknown): unknown => complaints.push(error);
  const troupes = { gather: () => Promise.reject(new Error('nobody acts here')), disperse: () => undefined };
  const moving = new MoveClock({
    house: house as unknown as Parts['house'],
    played: played as unknown as PlayedReader,
    ...{ trail, troupes, complain },
  });
  /** The first thing that falls due is being played from now on, until `go`. */
  const held = () => {
    let go = (): void => undefined;
    let reached = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (reached = resolve));
    const released = new Promise<void>((resolve) => (go = resolve));
    hold = () => {
      reached();
      hold = () => Promise.resolve();
      return released;
    };
    return { isHeld, go };
  };
  return { moving, complaints, held, now: () => toIso(now) };
}

test('three who go on by a day at the same time are three days on', async () => {
  const { moving, now } = sandbox();
  const moves = await Promise.all([1, 2, 3].map(() => moving.move({ by: 'day' }, { wait: true, actor: 'an' })));
  expect(moves.map(({ from, clock }) => [from, clock.now])).toEqual([
    [day(0), day(1)],
    [day(1), day(2)],
    [day(2), day(3)],
  ]);
  expect(now()).toBe(day(3));
});

test('who asks for what comes next in the middle of a move gets what comes after it', async () => {
  const { moving, held, now } = sandbox([start + DAY, start + 5 * DAY]);
  const first = held();
  const long = moving.move({ to: start + 3 * DAY }, { wait: true, actor: 'an' });
  await first.isHeld;
  const next = moving.move({ next: true }, { wait: true, actor: 'an' });
  first.go();
  expect((await long).clock.now).toBe(day(3));
  expect(await next).toMatchObject({ from: day(3), clock: { now: day(5) } });
  expect(now()).toBe(day(5));
});

test('a moment that the move before it has passed is refused in its turn', async () => {
  const { moving, held } = sandbox([start + DAY]);
  const first = held();
  const long = moving.move({ to: start + 3 * DAY }, { wait: true, actor: 'an' });
  await first.isHeld;
  const back = moving.move({ to: start + 2 * DAY }, { wait: true, actor: 'an' });
  first.go();
  await long;
  await expect(back).rejects.toMatchObject({ code: 'clock-backwards', facts: { now: day(3) } });
});

test('who does not wait is answered at once, also in the middle of another move', async () => {
  const { moving, complaints, held, now } = sandbox([start + DAY]);
  const first = held();
  expect(await moving.move({ to: start + 3 * DAY }, { wait: false, actor: 'an' })).toMatchObject({
    clock: { movingTo: day(3) },
    from: day(0),
    played: null,
  });
  await first.isHeld;
  expect(await moving.move({ by: 'day' }, { wait: false, actor: 'an' })).toMatchObject({
    clock: { movingTo: day(3) },
    from: day(1),
    played: null,
  });
  const last = moving.move({ by: 'day' }, { wait: true, actor: 'an' });
  first.go();
  await last;
  expect({ now: now(), complaints }).toEqual({ now: day(5), complaints: [] });
});

test('who does not wait is told at once that the clock would go back', async () => {
  const { moving, complaints } = sandbox();
  await expect(moving.move({ to: start - DAY }, { wait: false, actor: 'an' })).rejects.toMatchObject({
    code: 'clock-backwards',
  });
  expect(complaints).toEqual([]);
});

test('after the end of the process is asked for, a move that waits begins nothing', async () => {
  const { moving, held, now } = sandbox([start + DAY, start + 2 * DAY]);
  const first = held();
  const moves = [3, 4].map((n) => moving.move({ to: start + n * DAY }, { wait: true, actor: 'an' }));
  await first.isHeld;
  const stopped = moving.stop();
  first.go();
  await Promise.all([...moves, stopped]);
  expect(now()).toBe(day(1));
});
