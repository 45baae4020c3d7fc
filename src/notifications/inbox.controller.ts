import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { toIso } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import { Me, Needs } from '../people/access.decorators.js';
import { postsWith } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { isoOrNull } from '../people/instant.js';
import { isShown } from '../people/looks.js';
import type { TrailEntry } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch, SpokenLanguage } from '../platform/asked.decorators.js';
import { isUnchanged, type Looked, type Rev } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { Revised } from '../platform/revised.decorator.js';
import { inboxId, InboxMessage, InboxPage, inboxQuery, type InboxQuery, readQuery } from './inbox.dto.js';
import { InboxStore, type InboxRow, type Posts } from './inbox.store.js';

@ApiTags('inbox')
@Controller('api/v1/inbox')
export class InboxController {
  constructor(
    private readonly inbox: InboxStore,
    private readonly trail: TrailStore,
  ) {}

  /** What a unit was told, the newest first. */
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

  /** One message. Looking at it is not reading it. */
  @Get(':id')
  @Revised(revOf)
  @Problems('not-found')
  @Needs('inbox.read')
  async view(
    @Param('id', { schema: inboxId }) id: number,
    @Query({ schema: readQuery }) _: z.infer<typeof readQuery>,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<InboxMessage> {
    const row = await this.found(me, id);
    isShown([row]);
    return toMessage(row, language);
  }

  /** Somebody has read it. Reading changes nothing else: it is no receipt. */
  @Post(':id/read')
  @HttpCode(200)
  @Revised(revOf)
  @Problems('not-found')
  @Needs('inbox.read')
  async read(
    @Param('id', { schema: inboxId }) id: number,
    @Query({ schema: readQuery }) _: z.infer<typeof readQuery>,
    @IfMatch() looked: Looked,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<InboxMessage> {
    // Two who read at once do the same thing: there is nothing to hold still in between.
    isUnchanged(looked, revOf(await this.found(me, id)));
    const row = await this.trail.told(async (db) => {
      const { isFirst, ...value } = (await this.inbox.read(postsOf(me), id, db)) ?? missing(id);
      return { value, told: isFirst ? [readBy(me, value)] : [] };
    });
    isShown([row]);
    return toMessage(row, language);
  }

  private async found(me: Principal, id: number): Promise<InboxRow> {
    return (await this.inbox.find(postsOf(me), id)) ?? missing(id);
  }
}

function missing(id: number): never {
  throw problem('not-found', { message: id });
}

/** Who read it first, and in whose stead where the post is lent. */
function readBy(me: Principal, { id, plan, key, unit, seat, readAt, restricted }: InboxRow): TrailEntry {
  const inUnit = postsWith(me, 'inbox.read').filter((post) => post.plan === plan && post.unit === unit);
  // What a restricted dossier has told a post, only that very post lets one read (inbox.store.ts).
  const theirs = restricted ? inUnit.filter((post) => post.seat === seat) : inUnit;
  const post = theirs.find(({ onBehalfOf }) => onBehalfOf === undefined) ?? theirs[0];
  return {
    kind: 'message-read',
    actor: me.name,
    onBehalfOf: post?.onBehalfOf,
    plan,
    subject: key,
    before: { readAt: null },
    after: { message: id, unit, seat, readAt: isoOrNull(readAt) },
  };
}

/** A message goes one way: from not read to read. */
function revOf({ readAt }: { readonly readAt: unknown }): Rev {
  return readAt === null ? 'unread' : 'read';
}

/** Messages are for posts: whoever has one in the unit reads what its posts were told. */
function postsOf(me: Principal): Posts {
  const posts = postsWith(me, 'inbox.read');
  return {
    units: posts.map(({ plan, unit }) => `${plan}/${unit}`),
    seats: posts.map(({ plan, unit, seat }) => `${plan}/${unit}/${seat}`),
  };
}

const toMessage = (
  { said, at, readAt, author, authorName, plan: _, key: __, restricted: ___, ...row }: InboxRow,
  language: Language,
): InboxMessage => ({
  ...row,
  by: author === null ? null : { id: author, name: authorName },
  ...said[language],
  at: toIso(at),
  readAt: isoOrNull(readAt),
});
