import { Argument, InvalidArgumentError, type Command } from 'commander';
import { isDay } from '../core/calendar/day.js';
import { CommandError } from '../platform/command-error.js';
import { withDatabase, type CommandHost } from '../platform/command.js';
import { inBoth } from '../platform/usage-words.js';
import { AccountStore } from './account.store.js';
import { isPlaced, placesFor } from './access.rules.js';
import { seats } from './accounts.dto.js';
import { keepingOne } from './administrator.store.js';
import { HoldingStore } from './holding.store.js';
import { officesIn } from './principal.reader.js';
import { acted, done, userName } from './user-act.js';

type Options = { readonly from?: string; readonly to?: string; readonly group?: readonly string[] };

/** `dung-han user post add | remove`: posts beside those that a plan itself gives. */
export function registerPost(user: Command, host: CommandHost): void {
  const post = user.command('post').description('posts of accounts beside those that plans give');
  const asked = (command: string, what: string): Command =>
    post
      .command(command)
      .description(what)
      .argument('<name>', 'the user name', userName)
      .argument('<plan>', 'a plan, or * for all')
      .argument('<unit>', 'a unit of it, or * for all')
      .addArgument(new Argument('<seat>').choices(seats));
  asked('add', 'gives one')
    .option('--from <day>', 'the first day on which it is held', day)
    .option('--to <day>', 'the last one', day)
    .option('--group <id...>', 'what an appraiser appraises')
    .action((name: string, plan: string, unit: string, seat: string, { from, to, group: groups }: Options) => {
      if (from !== undefined && to !== undefined && to < from)
        throw new CommandError('badInput', '--to đứng trước --from. / --to lies before --from.');
      return withDatabase(host, async (database) => {
        const account = await new AccountStore(database).byName(name);
        await acted(database, ['user post add', name, { plan, unit, seat }], async (db) => {
          if (!account) return false;
          const offices = await officesIn(db);
          if (!isPlaced({ plan, unit, seat }, offices))
            throw misplaced(placesFor('all', { plan, unit, seat }, offices));
          const given = await new HoldingStore(database).add(account.id, { plan, unit, seat, groups, from, to }, db);
          if (given) return true;
          throw new CommandError('badInput', 'Đã giữ chức trách này rồi. / This post is held already.');
        });
        const post = `${plan} ${unit}/${seat}`;
        await done(name, { vi: `đã giao chức trách ${post}`, en: `holds the post ${post}` });
      });
    });
  asked('remove', 'takes one away; those of a plan are changed in the plan').action(
    (name: string, plan: string, unit: string, seat: string) =>
      withDatabase(host, async (database) => {
        const account = await new AccountStore(database).byName(name);
        await acted(database, ['user post remove', name, { plan, unit, seat }], async (db) => {
          if (!account) return false;
          const holdings = new HoldingStore(database);
          if ((await keepingOne(db, () => holdings.removeLike(account.id, { plan, unit, seat }, db))) > 0) return true;
          throw new CommandError(
            'badInput',
            `${name} không giữ chức trách này, hoặc do kế hoạch giao. / ${name} does not hold this post, or has it from the plan.`,
          );
        });
        const post = `${plan} ${unit}/${seat}`;
        await done(name, { vi: `đã thôi chức trách ${post}`, en: `no longer holds the post ${post}` });
      }),
  );
}

const misplaced = (places: readonly string[]): CommandError => {
  const choices = places.join(', ');
  return new CommandError(
    'badInput',
    `Vị trí này chỉ đặt được ở: ${choices}. / This seat is held only in: ${choices}.`,
  );
};

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError(inBoth({ vi: 'cần ngày dạng YYYY-MM-DD', en: 'it must be a day, YYYY-MM-DD' }));
}
