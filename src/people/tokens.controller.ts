import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { problem } from '../core/problem.js';
import { isoOf, isoOrNull } from './instant.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch } from '../platform/asked.decorators.js';
import { isUnchanged, type Looked, type Rev } from '../platform/etag.rules.js';
import { pageAmong } from '../platform/list-query.js';
import { Revised } from '../platform/revised.decorator.js';
import { Me, Needs, Recently } from './access.decorators.js';
import type { Principal } from './principal.js';
import { digestOf, makeToken } from './secrets.js';
import {
  MadeToken,
  makeTokenBody,
  type MakeTokenBody,
  TokenList,
  tokenParam,
  tokensQuery,
  type TokensQuery,
  TokenView,
} from './token.dto.js';
import { type TokenRow, TokenStore } from './token.store.js';
import { TrailStore } from './trail.store.js';

/** How far a token has come that is good: it never changes, it is over or it is not. */
const GOOD: Rev = 1;

/** Tokens of one's own, for programs. The policy lets no token in here. */
@ApiTags('tokens')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly tokens: TokenStore,
    private readonly trail: TrailStore,
  ) {}

  /** One's own tokens that are good, the oldest first. */
  @Get()
  @Problems()
  @Needs('tokens.own')
  async list(@Query({ schema: tokensQuery }) query: TokensQuery, @Me() me: Principal): Promise<TokenList> {
    const all = (await this.tokens.list(me.account)).map(viewOf);
    return pageAmong(all, query, ({ createdAt, id }) => `${createdAt} ${id}`);
  }

  /** One of them. */
  @Get(':id')
  @Revised(() => GOOD)
  @Problems('not-found')
  @Needs('tokens.own')
  async view(@Param('id', { schema: tokenParam }) id: string, @Me() me: Principal): Promise<TokenView> {
    const found = (await this.tokens.list(me.account)).find((row) => row.id === id);
    if (!found) throw problem('not-found');
    return viewOf(found);
  }

  /** Makes a token: it does within its scopes what its owner may do at that time, until it expires. */
  @Post()
  @Revised(() => GOOD)
  @Problems('name-taken')
  @Needs('tokens.own')
  @Recently()
  async make(@Body({ schema: makeTokenBody }) body: MakeTokenBody, @Me() me: Principal): Promise<MadeToken> {
    const token = makeToken('dht');
    const scopes = [...new Set(body.scopes)];
    const wish = { ...body, scopes, account: me.account, digest: digestOf(token) };
    const made = await this.trail.told(async (db) => {
      const row = await this.tokens.add(wish, db);
      if (!row) return { value: row, told: [] };
      const { id, expiresAt } = row;
      const after = { id, scopes, until: isoOf(expiresAt) };
      // How a token is called is its owner's own word.
      const personal = { name: row.name };
      return { value: row, told: [{ kind: 'token-made', actor: me.name, subject: me.name, after, personal }] };
    });
    if (!made) throw problem('name-taken', { name: body.name });
    return { ...viewOf(made), token };
  }

  /** Revokes a token: from now on it opens nothing. */
  @Delete(':id')
  @HttpCode(204)
  @Problems('not-found')
  @Needs('tokens.own')
  async revoke(
    @Param('id', { schema: tokenParam }) id: string,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    isUnchanged(looked, GOOD);
    const isRevoked = await this.trail.told(async (db) => {
      const value = await this.tokens.revoke(me.account, id, db);
      return {
        value,
        told: value ? [{ kind: 'token-revoked', actor: me.name, subject: me.name, before: { id } }] : [],
      };
    });
    if (!isRevoked) throw problem('not-found');
  }
}

const viewOf = ({ createdAt, expiresAt, usedAt, ...row }: TokenRow): TokenView => ({
  ...row,
  createdAt: isoOf(createdAt),
  expiresAt: isoOf(expiresAt),
  usedAt: isoOrNull(usedAt),
});
