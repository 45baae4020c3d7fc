import { InvalidArgumentError } from 'commander';
import type { Json } from '../core/canonical.js';
import { CommandError } from '../platform/command-error.js';
import type { Database } from '../platform/database.js';
import { printLines } from '../platform/output.js';
import { inBoth } from '../platform/usage-words.js';
import { USER_NAME } from './accounts.dto.js';
import { operatorEntry } from './operator.js';
import type { Asks } from './trail.js';
import { TrailStore } from './trail.store.js';

/** What a command does to an account, and what the trail says of it. */
export async function acted(
  database: Database,
  [command, name, more = {}]: readonly [command: string, name: string, more?: Readonly<Record<string, Json>>],
  work: (db: Asks) => Promise<boolean>,
): Promise<void> {
  const isThere = await new TrailStore(database).told(async (db) => {
    const value = await work(db);
    return { value, told: value ? [operatorEntry(command, { after: { account: name, ...more } })] : [] };
  });
  if (!isThere) throw nobody(name);
}

/** What came of it, for whoever asked. */
export const done = (name: string, { vi, en }: { readonly vi: string; readonly en: string }): Promise<void> =>
  printLines([`${name}: ${vi}. / ${name}: ${en}.`]);

export const nobody = (name: string): CommandError =>
  new CommandError('badInput', `Không có tài khoản ${name}. / There is no account ${name}.`);

export function userName(text: string): string {
  if (USER_NAME.test(text)) return text;
  throw new InvalidArgumentError(
    inBoth({
      vi: 'tên đăng nhập gồm chữ thường, số, . _ @ -',
      en: 'a user name is of lower-case letters, digits, . _ @ -',
    }),
  );
}
