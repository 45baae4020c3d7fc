import { Injectable } from '@nestjs/common';
import { problem } from '../core/problem.js';
import { AccountStore, type StoredAccount } from './account.store.js';
import { digestOf, isNobodysPassword, isPassword, makeToken } from './secrets.js';
import { ChosenPassword } from './chosen-password.js';
import { Devices, type TriedFrom } from './devices.service.js';
import { waitAfter } from './sign-in.rules.js';
import type { ChangePasswordBody, SignInBody } from './session.dto.js';
import { SessionStore } from './session.store.js';
import type { Principal } from './principal.js';
import { Totp } from './totp.service.js';
import type { TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

export type Caller = TriedFrom & {
  readonly agent: string;
  /** The digest of the session that the browser had so far. */
  readonly replaces?: string | undefined;
};
export type SignedIn = {
  readonly token: string;
  readonly seconds: number;
  /** What makes the browser known to this account. */
  readonly device: string;
  readonly account: StoredAccount;
};

/** Passwords of local accounts. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    private readonly totp: Totp,
    private readonly devices: Devices,
    private readonly chosen: ChosenPassword,
    private readonly trail: TrailStore,
  ) {}

  /**
   * The same answer, and as late, for a wrong name and a wrong password. Of a code only whoever has the password is
   * told; a wrong one counts as a failure, or six digits were soon guessed.
   */
  async signIn({ name, password, code }: SignInBody, caller: Caller): Promise<SignedIn> {
    const place = this.devices.countedBy(name, caller);
    await this.mayTry(name, place);
    const account = await this.accounts.byName(name);
    const isRight = account?.password
      ? await isPassword(account.password, password)
      : await isNobodysPassword(password);
    if (!account || !isRight || account.disabledAt) {
      await this.accounts.failed(name, place);
      await this.trail.append([failedSignIn(name, account)]);
      throw problem('sign-in-failed');
    }
    if (account.hasTotp) {
      if (code === undefined) throw problem('code-needed');
      await this.codeIsRight(account, code, place);
    }
    await this.accounts.succeeded(name, place);
    const token = makeToken('dhs');
    const seconds = await this.trail.told(async (db) => ({
      value: await this.sessions.open(account.id, digestOf(token), caller, db),
      told: [{ kind: 'sign-in', actor: name, subject: name, after: { way: 'password' } }],
    }));
    return { token, seconds, device: this.devices.made(name), account };
  }

  async changePassword({ name, via }: Principal, { current, next }: ChangePasswordBody, caller: Caller): Promise<void> {
    const place = this.devices.countedBy(name, caller);
    await this.mayTry(name, place);
    const account = await this.accounts.byName(name);
    if (!account?.password || !(await isPassword(account.password, current))) {
      await this.accounts.failed(name, place);
      await this.trail.append([failedSignIn(name, account)]);
      throw problem('sign-in-failed');
    }
    const password = await this.chosen.kept(next, name);
    const how = { mustChange: false, ...('session' in via && { except: via.session }) };
    await this.trail.told(async (db) => ({
      value: await this.accounts.setPassword(name, password, how, db),
      told: [{ kind: 'password-changed', actor: name, subject: name }],
    }));
  }

  /** A code of one's own authenticator, to set it up or to remove it. */
  async proveCode({ name, account: id }: Principal, code: string, caller: Caller): Promise<void> {
    const place = this.devices.countedBy(name, caller);
    await this.mayTry(name, place);
    await this.codeIsRight({ id, name }, code, place);
  }

  private async codeIsRight({ id, name }: Pick<StoredAccount, 'id' | 'name'>, code: string, place: string) {
    if (await this.totp.isGood(id, code)) return;
    await this.accounts.failed(name, place);
    await this.trail.append([failedSignIn(name, { name })]);
    throw problem('sign-in-failed');
  }

  private async mayTry(name: string, place: string): Promise<void> {
    const seconds = waitAfter(await this.accounts.failures(name, place));
    if (seconds > 0) throw problem('too-many-tries', { seconds });
  }
}

/** Whoever tries names a stranger, or has typed something else: then the name is as personal as the words of a letter. */
const failedSignIn = (name: string, account: Pick<StoredAccount, 'name'> | undefined): TrailEntry => ({
  kind: 'sign-in-failed',
  actor: null,
  ...(account ? { subject: account.name } : { personal: { name } }),
});
