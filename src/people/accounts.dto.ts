import { z } from 'zod';
import { ApiProperty } from '@nestjs/swagger';
import { isDay } from '../core/calendar/day.js';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { Day, Instant } from '../platform/formats.js';
import { as, typed, wholeText } from '../platform/read-schema.js';

/** Also a person's id in a plan: of the same letters, and those of an address of e-mail. */
export const USER_NAME = /^[a-z0-9][a-z0-9._@-]{0,99}$/;
export const accountParam = z.string().regex(USER_NAME, as('user-name')).meta({ example: 'thu-ky' });
export const holdingParam = wholeText(1, Number.MAX_SAFE_INTEGER);

const displayName = z.string().trim().min(1).max(200).meta({ example: 'Nguyễn Thị Thu' });
export const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;
const email = z.string().max(200).regex(EMAIL, as('email'));
export const PHONE = /^\+?[\d ().-]{6,30}$/;
export const day = z.string(typed('day')).refine(isDay, as('day')).meta({ format: 'date', example: '2023-01-01' });
const phone = z.string().max(40).regex(PHONE, as('phone')).meta({ example: '0912 345 678' });
const word = (example: string) => z.string().min(1).max(100).meta({ example });

const accountFields = fieldsOf<AccountView>()([
  ...(['name', 'displayName', 'email', 'phone', 'hasPassword', 'mustChange'] as const),
  ...(['hasTotp', 'isDisabled', 'createdAt', 'version'] as const),
]);
export const accountsQuery = z.strictObject({
  name: z.string().min(1).max(100).optional().meta({ description: 'Part of the user name or of the display name.' }),
  unit: z.string().max(100).optional().meta({ description: 'With a post in this unit, at any time.' }),
  ...listFields(['name'], 'name'),
  ...sparseFields(accountFields),
});
export type AccountsQuery = z.infer<typeof accountsQuery>;

export const addAccountBody = z
  .strictObject({ name: accountParam, displayName, email: email.optional(), phone: phone.optional() })
  .meta({ title: 'AddAccount' });
export type AddAccountBody = z.infer<typeof addAccountBody>;

export const changeAccountBody = z
  .strictObject({
    displayName: displayName.optional(),
    email: email.nullable().optional(),
    phone: phone.nullable().optional(),
    disabled: z.boolean().optional().meta({ description: 'Whoever is disabled is signed out and cannot sign in.' }),
  })
  .meta({ title: 'ChangeAccount' });
export type ChangeAccountBody = z.infer<typeof changeAccountBody>;

export const seats = ['officer', 'head', 'leader', 'member', 'administrator', 'appraiser', 'award', 'auditor'] as const;
export type Seat = (typeof seats)[number];
/** Those that look after every unit of a plan. */
export const wideSeats: readonly string[] = ['administrator', 'leader', 'member', 'auditor'];
export const addPostBody = z
  .strictObject({
    plan: word('19-kh-bcd').meta({ description: 'A plan that runs, or * for all.' }),
    unit: word('so-noi-vu').meta({ description: 'A unit of it, or * for all.' }),
    seat: z.enum(seats),
    groups: z.array(word('khoi-so')).max(100).default([]).meta({ description: 'What an appraiser appraises.' }),
    from: day.optional().meta({ description: 'The first day on which it is held.' }),
    to: day.optional().meta({ description: 'The last one.' }),
  })
  .refine(({ from = '', to = '9999' }) => from <= to, { error: 'day-from', path: ['to'] })
  .meta({ title: 'AddPost' });
export type AddPostBody = z.infer<typeof addPostBody>;

export const postsQuery = z.strictObject(listFields(['plan'], 'plan'));
export type PostsQuery = z.infer<typeof postsQuery>;

export class AccountView {
  /** The user name; in the plans that name such a person, that person. */
  name: string;
  displayName: string;
  email: string | null;
  phone: string | null;
  /** Signs in with a password of its own here. */
  hasPassword: boolean;
  /** The first password was not changed yet; without a password: it is still to be set, by a link or by an administrator. */
  mustChange: boolean;
  /** Signs in with a code of an authenticator as well. */
  hasTotp: boolean;
  isDisabled: boolean;
  @Instant()
  createdAt: string;
  /** Rises with every change, also of its posts; the `ETag` begins with it. */
  version: number;
}
export class AccountsPage {
  items: AccountView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class FirstPassword {
  /** Shown this once; it must be changed at the first sign-in. */
  password: string;
}
export class AddedAccount extends AccountView {
  /** Shown this once; it must be changed at the first sign-in. */
  password: string;
}

export const sources = ['plan', 'admin', 'import', 'oidc'] as const;
export class HeldPost {
  /** Null: given by the plan itself. */
  id: number | null;
  /** A plan, or * for all. */
  plan: string;
  unit: string;
  seat: string;
  /** The groups that an appraiser appraises. */
  groups: string[];
  @Day()
  from?: string;
  @Day()
  to?: string;
  /** Where it comes from. */
  @ApiProperty({ enum: sources })
  source: (typeof sources)[number];
}
export class GivenPost extends HeldPost {
  /** Of the account, with this post; the `ETag` begins with it. */
  version: number;
}
export class HeldPosts {
  items: HeldPost[];
  /** Of the account; the `ETag` begins with it. */
  version: number;
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
