import { Argument, type Command } from 'commander';
import type { CommandHost } from '../platform/command.js';
import { minute } from '../platform/minute.js';
import { printJson, printLines } from '../platform/output.js';
import { OPERATOR_NAME } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';
import { argument } from '../plans/command-arguments.js';
import { lookInto, withHouse, type Opened } from '../plans/open-house.js';
import { PlanReader } from '../plans/plan.reader.js';
import { PlanVersions } from '../plans/plan-versions.service.js';
import { clockTarget, moveClockBody, type ClockMove, type ClockView } from './clock.dto.js';
import { MoveClock } from './move-clock.service.js';
import { PlayedReader } from './played.reader.js';
import { Troupes } from './troupes.js';

type Options = { readonly json?: true };
type MoveOptions = Options & { readonly people?: true };

/** `dung-han clock show | to ISO | next | by day` */
export function registerClock(program: Command, host: CommandHost): void {
  const clock = program.command('clock').description('the virtual clock of a sandbox');
  const json = ['--json', 'one JSON document on standard output'] as const;
  const people = ['--people', 'the synthetic people of the plan act meanwhile, as rehearsal.yaml says'] as const;
  const moved = async (wish: object, options: MoveOptions): Promise<void> => {
    const body = moveClockBody.parse({ ...wish, people: options.people });
    const done = await withHouse(host, (opened) => movingOf(opened).move(body, { wait: true, actor: OPERATOR_NAME }));
    await (options.json ? printJson(done) : printLines(moveLines(done)));
  };
  clock
    .command('show', { isDefault: true })
    .description('what time it is')
    .option(...json)
    .action(async (options: Options) => {
      const view = await lookInto(host, (opened) => movingOf(opened).show());
      await (options.json ? printJson(view) : printLines(clockLines(view)));
    });
  clock
    .command('to')
    .description('forward to a moment; everything on the way is played')
    .argument('<moment>', 'a day YYYY-MM-DD or an ISO 8601 instant with an offset', argument(clockTarget))
    .option(...people)
    .option(...json)
    .action((to: string, options: MoveOptions) => moved({ to }, options));
  clock
    .command('next')
    .description('to the next moment at which anything is due')
    .option(...people)
    .option(...json)
    .action((options: MoveOptions) => moved({ next: true }, options));
  clock
    .command('by')
    .description('a day or a week on')
    .addArgument(new Argument('<span>').choices(['day', 'week']))
    .option(...people)
    .option(...json)
    .action((by: string, options: MoveOptions) => moved({ by }, options));
}

const movingOf = ({ house, database }: Opened): MoveClock =>
  new MoveClock({
    house,
    played: new PlayedReader(database),
    trail: new TrailStore(database),
    troupes: new Troupes(house, new PlanVersions(new PlanReader(database))),
    complain: (error) => {
      throw error;
    },
  });

const clockLines = ({ mode, now, next }: ClockView): string[] => [
  `${minute(now)} (${mode})`,
  `tiếp theo / next: ${minute(next)}`,
];
const moveLines = ({ clock, from, played }: ClockMove): string[] => [
  `${minute(from)} → ${minute(clock.now)}`,
  `mở / opened ${played?.opened ?? 0} · hẹn giờ / timers ${played?.timers ?? 0} · thư / letters ${played?.letters ?? 0} · thao tác / acts ${played?.acts ?? 0} · tin / messages ${played?.messages ?? 0}`,
  `tiếp theo / next: ${minute(clock.next)}`,
];
