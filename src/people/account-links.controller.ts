import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Problems } from '../platform/api-problems.js';
import { IfMatch } from '../platform/asked.decorators.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import { pageAmong } from '../platform/list-query.js';
import { Revised } from '../platform/revised.decorator.js';
import { Me, Needs, Recently } from './access.decorators.js';
import { AccountLinks } from './account-links.service.js';
import { accountParam } from './accounts.dto.js';
import {
  AddedLink,
  addLinkBody,
  type AddLinkBody,
  LinkList,
  linkParam,
  linksQuery,
  type LinksQuery,
} from './oidc.dto.js';
import type { Principal } from './principal.js';

@ApiTags('accounts')
@Controller('api/v1/accounts/:name/links')
export class AccountLinksController {
  constructor(private readonly links: AccountLinks) {}

  /** Who an account is at the provider of accounts; the ETag is that of the account. */
  @Get()
  @Revised(({ version }: LinkList): Rev => version)
  @Problems('not-found')
  @Needs('accounts.manage')
  async list(
    @Param('name', { schema: accountParam }) name: string,
    @Query({ schema: linksQuery }) query: LinksQuery,
    @Me() me: Principal,
  ): Promise<LinkList> {
    const { links, version } = await this.links.list(me, name);
    return { ...pageAmong(links, query, ({ linkedAt, id }) => `${linkedAt} ${id}`), version };
  }

  /** Lets somebody of the provider sign in as this account. A sign-in that found none is in the trail, with its subject. */
  @Post()
  @Revised(({ version }: AddedLink): Rev => version)
  @Problems('not-found', 'link-taken', 'oidc-not-configured')
  @Needs('accounts.manage')
  @Recently()
  add(
    @Param('name', { schema: accountParam }) name: string,
    @IfMatch() looked: Looked,
    @Body({ schema: addLinkBody }) { subject }: AddLinkBody,
    @Me() me: Principal,
  ): Promise<AddedLink> {
    return this.links.add(me, name, subject, looked);
  }

  /** Takes a link away, and signs out whoever came by one. */
  @Delete(':id')
  @HttpCode(204)
  @Problems('not-found')
  @Needs('accounts.manage')
  remove(
    @Param('name', { schema: accountParam }) name: string,
    @Param('id', { schema: linkParam }) id: string,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    return this.links.remove(me, name, id, looked);
  }
}
