import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { toIso } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import { Me, Needs } from '../people/access.decorators.js';
import { postsWith } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { SpokenLanguage } from '../platform/asked.decorators.js';
import type { Language } from '../platform/language.js';
import { inboxId, InboxMessage, InboxPage, inboxQuery, type InboxQuery, readQuery } from './inbox.dto.js';
import { InboxStore, type InboxRow, type Posts } from './inbox.store.js';

@ApiTags('inbox')
@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly inbox: InboxStore) {}

  /** What a unit was told, newest first. */
  @Get()
  @Problems()
  @Needs('inbox.read')
  async list(
    @Query({ schema: inboxQuery }) query: InboxQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<InboxPage> {
    const { items, next } = await this.inbox.page(postsOf(me), { ...query, unread: query.unread === 'true' });
    return { items: items.map((row) => toMessage(row, language)), next };
  }

  /** Somebody has read it. Reading changes nothing else: it is no receipt. */
  @Post(':id/read')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('inbox.read')
  async read(
    @Param('id', { schema: inboxId }) id: number,
    @Query({ schema: readQuery }) _: z.infer<typeof readQuery>,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<InboxMessage> {
    const row = await this.inbox.read(postsOf(me), id);
    if (!row) throw problem('not-found', { message: id });
    return toMessage(row, language);
  }
}

/** Messages are for posts: whoever has one in the unit reads what its posts were told. */
function postsOf(me: Principal): Posts {
  const posts = postsWith(me, 'inbox.read');
  return {
    units: posts.map(({ plan, unit }) => `${plan}/${unit}`),
    seats: posts.map(({ plan, unit, seat }) => `${plan}/${unit}/${seat}`),
  };
}

const toMessage = ({ said, at, readAt, ...row }: InboxRow, language: Language): InboxMessage => ({
  ...row,
  ...said[language],
  at: toIso(at),
  readAt: readAt?.toISOString() ?? null,
});
