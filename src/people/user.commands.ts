import type { Command } from 'commander';
import Table from 'cli-table3';
import { CommandError } from '../platform/command-error.js';
import { withDatabase, type CommandHost } from '../platform/command.js';
import type { Database } from '../platform/database.js';
import { printJson, printLines } from '../platform/output.js';
import { type Added, AccountStore } from './account.store.js';
import { ANY } from './access.rules.js';
import { keepingOne } from './administrator.store.js';
import { HoldingStore } from './holding.store.js';
import { operatorEntry } from './operator.js';
import { registerUserImport } from './imports/user-import.commands.js';
import { hashPassword, makePassword } from './secrets.js';
import type { Told } from './trail.js';
import { TotpStore } from './totp.store.js';
import { TrailStore } from './trail.store.js';
import { acted, done, nobody, userName } from './user-act.js';
import { registerLink } from './user-link.commands.js';
import { registerPost } from './user-post.commands.js';

type Json = { readonly json?: true };
type AddOptions = Json & { readonly display?: string; readonly email?: string; readonly admin?: true };

const json = ['--json', 'one JSON document on standard output'] as const;

/** `dung-han user list | add | password | disable | enable | totp-off | post | import | link`: for whoever runs the machine. */
export function registerUser(program: Command, host: CommandHost): void {
  const user = program.command('user').description('accounts: who may sign in');
  user
    .command('list')
    .description('all accounts')
    .option(...json)
    .action((options: Json) => withDatabase(host, (database) => listed(new AccountStore(database), options)));
  user
    .command('add')
    .description('a new account; its first password is shown once')
    .argument('<name>', 'the user name; in a plan that names such a person, that person', userName)
    .option('--display <name>', 'how people read it')
    .option('--email <address>')
    .option('--admin', 'an administrator of every plan')
    .option(...json)
    .action((name: string, options: AddOptions) => withDatabase(host, (database) => added(database, name, options)));
  user
    .command('password')
    .description('a new first password, shown once; every session of the account ends')
    .argument('<name>', 'the user name', userName)
    .option(...json)
    .action((name: string, options: Json) =>
      withDatabase(host, async (database) => {
        const password = makePassword();
        const hash = await hashPassword(password);
        await acted(database, ['user password', name], (db) =>
          new AccountStore(database).setPassword(name, hash, { mustChange: true }, db),
        );
        await (options.json ? printJson({ name, password }) : printLines([shownOnce(name, password)]));
      }),
    );
  for (const [command, isDisabled, what] of [
    ['disable', true, 'keeps an account from signing in, and ends its sessions'],
    ['enable', false, 'lets an account sign in again'],
  ] as const)
    user
      .command(command)
      .description(what)
      .argument('<name>', 'the user name', userName)
      .action((name: string) =>
        withDatabase(host, async (database) => {
          await acted(database, [`user ${command}`, name], (db) =>
            keepingOne(db, () => new AccountStore(database).setDisabled(name, isDisabled, db)),
          );
          await done(name, isDisabled ? DISABLED : ENABLED);
        }),
      );
  user
    .command('totp-off')
    .description('takes away an authenticator that was lost, and ends the sessions of the account')
    .argument('<name>', 'the user name', userName)
    .action((name: string) =>
      withDatabase(host, async (database) => {
        if (!(await new AccountStore(database).byName(name))) throw nobody(name);
        await acted(database, ['user totp-off', name], async (db) => {
          if (await new TotpStore(database).forget(name, db)) return true;
          throw new CommandError(
            'badInput',
            `Tài khoản ${name} không có ứng dụng xác thực. / The account ${name} has no authenticator.`,
          );
        });
        await done(name, TOTP_OFF);
      }),
    );
  registerPost(user, host);
  registerUserImport(user, host);
  registerLink(user, host);
}

const DISABLED = { vi: 'đã khoá; mọi phiên đã kết thúc', en: 'disabled; every session has ended' };
const ENABLED = { vi: 'đã mở khoá', en: 'enabled' };
const TOTP_OFF = {
  vi: 'đã gỡ ứng dụng xác thực; mọi phiên đã kết thúc',
  en: 'the authenticator is taken away; every session has ended',
};

async function listed(accounts: AccountStore, options: Json): Promise<void> {
  const all = await accounts.list();
  if (options.json) return printJson({ accounts: all });
  const head = ['tên / name', 'họ tên / display', 'mật khẩu / password', ''];
  // Colours are for a terminal, not for a file.
  const table = new Table({ head, ...(!process.stdout.isTTY && { style: { head: [], border: [] } }) });
  for (const { name, displayName, hasPassword, isDisabled } of all)
    table.push([name, displayName, hasPassword ? '✓' : '–', isDisabled ? 'khoá / disabled' : '']);
  await printLines([table.toString()]);
}

async function added(database: Database, name: string, options: AddOptions): Promise<void> {
  const accounts = new AccountStore(database);
  const password = makePassword();
  const displayName = options.display ?? name;
  const wish = { name, displayName, email: options.email, password: await hashPassword(password), mustChange: true };
  const isAdmin = options.admin ?? false;
  const made = await new TrailStore(database).told(async (db): Promise<Told<Added>> => {
    const value = await accounts.add(wish, db);
    if ('taken' in value) return { value, told: [] };
    if (isAdmin) await new HoldingStore(database).add(value.id, { plan: ANY, unit: ANY, seat: 'administrator' }, db);
    return { value, told: [operatorEntry('user add', { after: { account: name, isAdmin } })] };
  });
  if ('taken' in made && made.taken === 'email')
    throw new CommandError(
      'badInput',
      'Địa chỉ thư này đã thuộc về một tài khoản khác. / This e-mail address belongs to another account.',
    );
  if ('taken' in made)
    throw new CommandError('badInput', `Đã có tài khoản ${name}. / There is an account ${name} already.`);
  await (options.json ? printJson({ name, password }) : printLines([shownOnce(name, password)]));
}

const shownOnce = (name: string, password: string): string =>
  `${name}: ${password}\nChỉ hiện một lần; phải đổi khi đăng nhập lần đầu. / Shown once; it must be changed at the first sign-in.`;
