import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Problems } from '../platform/api-problems.js';
import { IfMatch, IfMatchNeeded } from '../platform/asked.decorators.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import { pageAmong } from '../platform/list-query.js';
import { Revised } from '../platform/revised.decorator.js';
import { Me, Needs, Recently } from './access.decorators.js';
import { domainOf } from './access.rules.js';
import {
  accountParam,
  AccountsPage,
  accountsQuery,
  type AccountsQuery,
  AccountView,
  addAccountBody,
  type AddAccountBody,
  AddedAccount,
  addPostBody,
  type AddPostBody,
  changeAccountBody,
  type ChangeAccountBody,
  FirstPassword,
  GivenPost,
  HeldPost,
  HeldPosts,
  holdingParam,
  postsQuery,
  type PostsQuery,
} from './accounts.dto.js';
import { AccountsReader } from './accounts.reader.js';
import { Accounts } from './accounts.service.js';
import type { Principal } from './principal.js';
import { SessionList, sessionsQuery, type SessionsQuery } from './session.dto.js';
import { sessionPage } from './session-page.js';

const versionOf = ({ version }: { readonly version: number }): Rev => version;
const placeOf = ({ plan, unit, seat, from = '', id }: HeldPost): string =>
  [plan, unit, seat, from, String(id ?? 0).padStart(16, '0')].join(' ');

@ApiTags('accounts')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly reader: AccountsReader,
  ) {}

  /** The accounts that one looks after, by name: those with a post in one's plans, and those without any. */
  @Get()
  @Problems()
  @Needs('accounts.manage')
  list(@Query({ schema: accountsQuery }) query: AccountsQuery, @Me() me: Principal): Promise<AccountsPage> {
    return this.reader.page(domainOf(me), query);
  }

  /** A new account; the answer shows its first password, once. */
  @Post()
  @Revised(versionOf)
  @Problems('name-taken', 'email-taken')
  @Needs('accounts.manage')
  @Recently()
  add(@Body({ schema: addAccountBody }) body: AddAccountBody, @Me() me: Principal): Promise<AddedAccount> {
    return this.accounts.add(me, body);
  }

  /** One account; its ETag is what a change of it asks for. */
  @Get(':name')
  @Revised(versionOf)
  @Problems('not-found')
  @Needs('accounts.manage')
  view(@Param('name', { schema: accountParam }) name: string, @Me() me: Principal): Promise<AccountView> {
    return this.accounts.view(me, name);
  }

  /** Changes how somebody is called and reached, or whether they may sign in. */
  @Patch(':name')
  @Revised(versionOf)
  @Problems('not-found', 'email-taken', 'last-administrator')
  @Needs('accounts.manage')
  @Recently()
  change(
    @Param('name', { schema: accountParam }) name: string,
    @IfMatchNeeded() looked: Looked,
    @Body({ schema: changeAccountBody }) body: ChangeAccountBody,
    @Me() me: Principal,
  ): Promise<AccountView> {
    return this.accounts.change(me, name, body, looked);
  }

  /** A new first password, shown once; every session of the account ends. */
  @Post(':name/password')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('accounts.manage')
  @Recently()
  async resetPassword(
    @Param('name', { schema: accountParam }) name: string,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<FirstPassword> {
    return { password: await this.accounts.resetPassword(me, name, looked) };
  }

  /** Takes the authenticator of an account away, where its owner has lost it; every session of the account ends. */
  @Delete(':name/totp')
  @HttpCode(204)
  @Problems('not-found')
  @Needs('accounts.manage')
  @Recently()
  forgetTotp(
    @Param('name', { schema: accountParam }) name: string,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    return this.accounts.forgetTotp(me, name, looked);
  }

  /** Where somebody is signed in, the last used first. */
  @Get(':name/sessions')
  @Problems('not-found')
  @Needs('accounts.manage')
  async sessions(
    @Param('name', { schema: accountParam }) name: string,
    @Query({ schema: sessionsQuery }) query: SessionsQuery,
    @Me() me: Principal,
  ): Promise<SessionList> {
    return sessionPage(await this.accounts.sessionsOf(me, name), me, query);
  }

  /** Signs somebody out everywhere. */
  @Delete(':name/sessions')
  @HttpCode(204)
  @Problems('not-found')
  @Needs('accounts.manage')
  @Recently()
  endSessions(@Param('name', { schema: accountParam }) name: string, @Me() me: Principal): Promise<void> {
    return this.accounts.endSessions(me, name);
  }

  /** The posts of an account in the plans that one looks after, whatever the day; their ETag is that of the account. */
  @Get(':name/posts')
  @Revised(versionOf)
  @Problems('not-found')
  @Needs('accounts.manage')
  async posts(
    @Param('name', { schema: accountParam }) name: string,
    @Query({ schema: postsQuery }) query: PostsQuery,
    @Me() me: Principal,
  ): Promise<HeldPosts> {
    const { posts, version } = await this.accounts.posts(me, name);
    return { ...pageAmong(posts, query, placeOf), version };
  }

  /** Gives a post; the ETag is that of the account. */
  @Post(':name/posts')
  @Revised(versionOf)
  @Problems('not-found', 'already-held')
  @Needs('accounts.manage')
  @Recently()
  give(
    @Param('name', { schema: accountParam }) name: string,
    @IfMatch() looked: Looked,
    @Body({ schema: addPostBody }) body: AddPostBody,
    @Me() me: Principal,
  ): Promise<GivenPost> {
    return this.accounts.give(me, name, body, looked);
  }

  /** Takes a post that was given here. Those of a plan itself are changed in the plan. */
  @Delete(':name/posts/:id')
  @HttpCode(204)
  @Problems('not-found', 'last-administrator')
  @Needs('accounts.manage')
  take(
    @Param('name', { schema: accountParam }) name: string,
    @Param('id', { schema: holdingParam }) id: number,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    return this.accounts.take(me, name, id, looked);
  }
}
