import { Injectable } from '@nestjs/common';
import { problem } from '../core/problem.js';
import { AccountStore, type StoredAccount } from './account.store.js';
import { digestOf, hashPassword, isNobodysPassword, isPassword, makeToken } from './secrets.js';
import { networkOf, waitAfter } from './sign-in.rules.js';
import type { ChangePasswordBody, SignInBody } from './session.dto.js';
import { SessionStore } from './session.store.js';
import type { Principal } from './principal.js';

export type Caller = { readonly address: string; readonly agent: string };
export type SignedIn = { readonly token: string; readonly seconds: number; readonly account: StoredAccount };

/** Passwords of local accounts. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
  ) {}

  /** The same answer, and as late, for a wrong name and a wrong password. */
  async signIn({ name, password }: SignInBody, caller: Caller): Promise<SignedIn> {
    const network = networkOf(caller.address);
    await this.mayTry(name, network);
    const account = await this.accounts.byName(name);
    const isRight = account?.password
      ? await isPassword(account.password, password)
      : await isNobodysPassword(password);
    if (!account || !isRight || account.disabledAt) {
      await this.accounts.failed(name, network);
      throw problem('sign-in-failed');
    }
    await this.accounts.succeeded(name, network);
    const token = makeToken('dhs');
    return { token, seconds: await this.sessions.open(account.id, digestOf(token), caller), account };
  }

  async changePassword({ name, via }: Principal, { current, next }: ChangePasswordBody, caller: Caller): Promise<void> {
    const network = networkOf(caller.address);
    await this.mayTry(name, network);
    const account = await this.accounts.byName(name);
    if (!account?.password || !(await isPassword(account.password, current))) {
      await this.accounts.failed(name, network);
      throw problem('sign-in-failed');
    }
    await this.accounts.setPassword(name, await hashPassword(next), {
      mustChange: false,
      ...('session' in via && { except: via.session }),
    });
  }

  private async mayTry(name: string, network: string): Promise<void> {
    const seconds = waitAfter(await this.accounts.failures(name, network));
    if (seconds > 0) throw problem('too-many-tries', { seconds });
  }
}
