import type { Command } from 'commander';
import { CommandError } from '../platform/command-error.js';
import { withDatabase, type CommandHost } from '../platform/command.js';
import { AccountLinkStore } from './account-link.store.js';
import { AccountStore } from './account.store.js';
import { acted, done, userName } from './user-act.js';

/** `dung-han user link add | remove`: who an account is at a provider of accounts. */
export function registerLink(user: Command, host: CommandHost): void {
  const link = user.command('link').description('who accounts are at a provider of accounts');
  const asked = (command: string, what: string): Command =>
    link
      .command(command)
      .description(what)
      .argument('<name>', 'the user name', userName)
      .argument('<issuer>', 'the provider, as OIDC_ISSUER names it')
      .argument('<subject>', 'how it calls the person for good (sub)');
  asked('add', 'lets somebody of the provider sign in as this account').action(
    (name: string, issuer: string, subject: string) =>
      withDatabase(host, async (database) => {
        const account = await new AccountStore(database).byName(name);
        await acted(database, ['user link add', name, { issuer }], async (db) => {
          if (!account) return false;
          if (await new AccountLinkStore(database).add(account.id, { issuer, subject }, db)) return true;
          throw new CommandError(
            'badInput',
            'Người này đã được liên kết với một tài khoản. / This person is linked to an account already.',
          );
        });
        await done(name, { vi: `đã liên kết với ${issuer}`, en: `linked to ${issuer}` });
      }),
  );
  asked('remove', 'takes that away, and signs out whoever came by it').action(
    (name: string, issuer: string, subject: string) =>
      withDatabase(host, async (database) => {
        const account = await new AccountStore(database).byName(name);
        const links = new AccountLinkStore(database);
        const found =
          account && (await links.list(account.id)).find((one) => one.issuer === issuer && one.subject === subject);
        await acted(database, ['user link remove', name, { issuer }], async (db) => {
          if (!account) return false;
          if (found && (await links.remove(account.id, found.id, db))) return true;
          throw new CommandError(
            'badInput',
            `${name} không được liên kết như vậy. / ${name} is not linked to that person.`,
          );
        });
        await done(name, { vi: `đã bỏ liên kết với ${issuer}`, en: `no longer linked to ${issuer}` });
      }),
  );
}
