import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Problems } from '../platform/api-problems.js';
import { IfMatch } from '../platform/asked.decorators.js';
import type { Looked } from '../platform/etag.rules.js';
import { Revised } from '../platform/revised.decorator.js';
import { Me, Needs, Recently } from './access.decorators.js';
import { domainOf } from './access.rules.js';
import { DelegationStore } from './delegation.store.js';
import {
  delegateBody,
  type DelegateBody,
  delegationParam,
  DelegationsPage,
  delegationsQuery,
  type DelegationsQuery,
  DelegationView,
} from './delegations.dto.js';
import { Delegations, LENT } from './delegations.service.js';
import type { Principal } from './principal.js';

@ApiTags('delegations')
@Controller('api/v1/delegations')
export class DelegationsController {
  constructor(
    private readonly delegations: Delegations,
    private readonly store: DelegationStore,
  ) {}

  /** Posts that one lent or was lent, the newest first; an administrator sees those of the whole plan. */
  @Get()
  @Problems()
  @Needs('people.read')
  list(@Query({ schema: delegationsQuery }) query: DelegationsQuery, @Me() me: Principal): Promise<DelegationsPage> {
    return this.store.page(me.account, domainOf(me), query);
  }

  /** One of them. */
  @Get(':id')
  @Revised(() => LENT)
  @Problems('not-found')
  @Needs('people.read')
  view(@Param('id', { schema: delegationParam }) id: number, @Me() me: Principal): Promise<DelegationView> {
    return this.delegations.view(me, id);
  }

  /** Lends a post for some days: the deputy acts on behalf of its holder, and every act says so. */
  @Post()
  @Revised(() => LENT)
  @Problems('post-not-held', 'already-held')
  @Needs('posts.lend')
  @Recently()
  lend(@Body({ schema: delegateBody }) body: DelegateBody, @Me() me: Principal): Promise<DelegationView> {
    return this.delegations.lend(me, body);
  }

  /** Takes it back at once. */
  @Delete(':id')
  @HttpCode(204)
  @Problems('not-found')
  @Needs('posts.lend')
  end(
    @Param('id', { schema: delegationParam }) id: number,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    return this.delegations.end(me, id, looked);
  }
}
