import { z } from 'zod';
import { ApiProperty } from '@nestjs/swagger';
import { listFields } from '../platform/list-query.js';
import { as, whole } from '../platform/read-schema.js';
import { Instant } from '../platform/formats.js';
import { tokenScopes, type TokenScope } from './access.rules.js';

export const tokenParam = z.uuid(as('uuid'));
export const tokensQuery = z.strictObject(listFields(['createdAt'], 'createdAt'));
export type TokensQuery = z.infer<typeof tokensQuery>;
export const makeTokenBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100).meta({ example: 'bảng theo dõi' }),
    scopes: z.array(z.enum(tokenScopes)).min(1).max(tokenScopes.length).meta({
      description: 'read: reading; act: sending events; plans: editing and activating plans; admin: all the rest.',
    }),
    days: whole(1, 365).default(90).meta({ description: 'After so many days it expires.' }),
  })
  .meta({ title: 'MakeToken' });
export type MakeTokenBody = z.infer<typeof makeTokenBody>;

/** A token without what it is made of, which is nowhere kept. */
export class TokenView {
  id: string;
  name: string;
  @ApiProperty({ enum: tokenScopes, isArray: true })
  scopes: TokenScope[];
  @Instant()
  createdAt: string;
  @Instant()
  expiresAt: string;
  /** Its last use, to the minute. */
  @Instant()
  usedAt: string | null;
}
export class TokenList {
  items: TokenView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class MadeToken extends TokenView {
  /** Shown this once; it goes into `Authorization: Bearer`. */
  token: string;
}
