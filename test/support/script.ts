import fc from 'fast-check';
import { at as instant } from '../../src/core/calendar/day.js';
import type { World } from '../../src/core/world.js';
import { sealed, type Command } from '../../src/engine/command.js';
import { calendar, command, moment, office, officerOf } from './make.js';
import { worldOf } from './play.js';
import { waitingPlan } from './waiting-plan.js';

export const UNITS = 3;
export const ROUND = 'small/R0/2023';
export const COMPILATION = 'small/R4/2023';
export const taskOf = (unit: number): string => `small/R1/2023/${codeOf(unit)}`;
export const codeOf = (unit: number): string => `u0000${(unit % UNITS) + 1}`;

export const START = moment('01-01', '00:00');
export const OPENED = moment('05-10');
/** Behind every deadline and every escalation. */
export const END = moment('12-01');

/** What people do, in numbers: they are made letters when it is known what there is to write to. */
type Act = {
  readonly act: 'issue' | 'close' | 'next' | 'submit' | 'record' | 'return' | 'accept' | 'finish';
  readonly unit: number;
};
type Wait = 'none' | 'before-due' | 'due' | 'after-due' | number;
type Scene = {
  readonly wait: Wait;
  readonly acts: readonly Act[];
  /** Workers have gone to sleep: what is due before the moment waits. */
  readonly asleep: boolean;
  readonly way: Moment['way'];
};

/** Commands of one moment, and how they come. */
export type Moment = {
  readonly at: number;
  readonly commands: readonly Command[];
  /** Each when the one before it was answered; all in one request; or all at once, each instance's in some process. */
  readonly way: 'one-by-one' | 'together' | 'spread';
  /** What is due before the moment is played: before the commands come, while they come, or when somebody next wakes up. */
  readonly settled: 'before' | 'meanwhile' | 'later';
};
export type Script = {
  readonly moments: readonly Moment[];
  readonly world: World;
  readonly answers: readonly string[];
};

const anyUnit = fc.nat(UNITS - 1);
const actOf = (act: Act['act']): fc.Arbitrary<Act> => anyUnit.map((unit) => ({ act, unit }));
const anyAct = fc.oneof(
  { weight: 12, arbitrary: actOf('next') },
  { weight: 2, arbitrary: actOf('submit') },
  { weight: 2, arbitrary: actOf('accept') },
  { weight: 4, arbitrary: actOf('return') },
  { weight: 1, arbitrary: actOf('record') },
  { weight: 1, arbitrary: actOf('close') },
  { weight: 1, arbitrary: actOf('finish') },
);
const anyWait: fc.Arbitrary<Wait> = fc.oneof(
  fc.constantFrom<Wait>('none', 'before-due', 'due', 'after-due'),
  fc.integer({ min: 1, max: 9 }),
);
const sceneOf = (wait: fc.Arbitrary<Wait>, acts: fc.Arbitrary<readonly Act[]>): fc.Arbitrary<Scene> =>
  fc.record({
    wait,
    acts,
    asleep: fc.nat(3).map((n) => n === 0),
    way: fc.constantFrom<Moment['way']>('one-by-one', 'together', 'spread'),
  });
const opening = fc.oneof(
  { weight: 9, arbitrary: fc.constant<readonly Act['act'][]>(['issue']) },
  // Both are errands of one rank: the children are opened, and told that all is over.
  { weight: 1, arbitrary: fc.constant<readonly Act['act'][]>(['issue', 'close']) },
);

export const anyScenes: fc.Arbitrary<readonly Scene[]> = fc
  .tuple(
    sceneOf(
      fc.constant<Wait>('none'),
      opening.map((acts) => acts.map((act) => ({ act, unit: 0 }))),
    ),
    fc.array(sceneOf(anyWait, fc.array(anyAct, { minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 7 }),
  )
  .map(([first, rest]) => [first, ...rest]);

/** Plays the scenes in memory: that makes letters of them, and says what must become of these. */
export function scripted(scenes: readonly Scene[]): Script {
  const world = begun();
  const moments: Moment[] = [];
  const answers: string[] = [];
  let [now, isBehind] = [OPENED, false];
  for (const scene of scenes) {
    now = momentOf(scene.wait, now, world.nextDue());
    const isAsleep = scene.asleep || scene.wait === 'none';
    if (!isAsleep) world.settle(now - 1);
    const commands = scene.acts.flatMap((act) => {
      const one = commandOf(act, now, world);
      answers.push(...sent(world, one, now));
      return one;
    });
    const targets = new Set(commands.map(({ letter }) => letter.to));
    const way = hearEachOther(targets) ? 'one-by-one' : scene.way;
    // Whoever slept before may still owe the tasks something other than their own timers.
    const isMeanwhile = !isBehind && !targets.has(ROUND) && !targets.has(COMPILATION);
    const settled = isAsleep ? 'later' : isMeanwhile ? 'meanwhile' : 'before';
    moments.push({ at: now, commands, way, settled });
    if (!scene.asleep) world.settle(now);
    isBehind = scene.asleep;
  }
  world.settle(END);
  return { moments, world, answers };
}

/** The plan in memory, at the day on which its round may be issued. */
export function begun(): World {
  const world = worldOf(waitingPlan(UNITS), calendar, START);
  world.settle(OPENED);
  return world;
}

export const sent = (world: World, commands: readonly Command[], at: number): string[] =>
  commands.map((one, index) => {
    const outcome = world.send(sealed(one, at, index).letter);
    return `${one.letter.key} ${outcome.outcome}`;
  });

/** Tasks tell the round, and the round the compilation: whoever of them is first, is not the same to the other. */
const hearEachOther = (targets: ReadonlySet<string>): boolean => targets.has(ROUND) && targets.size > 1;

function momentOf(wait: Wait, now: number, due = now): number {
  const aim = { none: now, 'before-due': due - 1, due, 'after-due': due + 1 };
  const at = typeof wait === 'number' ? now + wait * DAY : aim[wait];
  return Math.min(Math.max(now, at), END - 1);
}
const DAY = instant('2023-01-02', '00:00') - instant('2023-01-01', '00:00');

function commandOf({ act, unit }: Act, now: number, world: World): Command[] {
  const standing = world.instances.get(taskOf(unit));
  const next = standing?.stage === 'submitted' ? 'accept' : 'submit';
  const one = written({ act: act === 'next' ? next : act, unit }, now);
  return world.instances.has(one.letter.to) ? [{ ...one, salt: 'salt' }] : [];
}

function written({ act, unit }: Act & { readonly act: Exclude<Act['act'], 'next'> }, now: number): Command {
  switch (act) {
    case 'issue':
      return command(ROUND, office, { type: 'request.issue', due: '2023-06-15' });
    case 'close':
      return command(ROUND, office, 'round.close');
    case 'finish':
      return command(COMPILATION, office, 'compile.finish');
    case 'submit':
      return command(taskOf(unit), officerOf(codeOf(unit)), 'report.submit');
    case 'record':
      return command(taskOf(unit), office, 'report.record', { effectiveAt: now - DAY });
    case 'return':
    case 'accept':
      return command(taskOf(unit), office, `report.${act}`);
    default:
      return act satisfies never;
  }
}
