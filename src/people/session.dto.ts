import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { type Role, roles } from './access.rules.js';

const password = z.string().min(1).max(200);

export const totpCode = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ example: '123456' });

export const signInBody = z
  .strictObject({
    name: z.string().min(1).max(100).meta({ example: 'thu-ky' }),
    password,
    code: totpCode.optional().meta({ description: 'Of the authenticator, where the account has one.' }),
  })
  .meta({ title: 'SignIn' });
export type SignInBody = z.infer<typeof signInBody>;

/** As NIST SP 800-63B has it: long enough, and nothing about its letters. */
const LEAST_PASSWORD = 12;
export const newPassword = z.string().min(LEAST_PASSWORD).max(200).meta({ example: 'con trâu gặm cỏ bờ đê' });
export const changePasswordBody = z
  .strictObject({ current: password, next: newPassword })
  .meta({ title: 'ChangePassword' });
export type ChangePasswordBody = z.infer<typeof changePasswordBody>;

export const confirmTotpBody = z.strictObject({ code: totpCode }).meta({ title: 'ConfirmTotp' });
export type ConfirmTotpBody = z.infer<typeof confirmTotpBody>;
export const giveCodeBody = z.strictObject({ code: totpCode }).meta({ title: 'GiveCode' });
export type GiveCodeBody = z.infer<typeof giveCodeBody>;
export const totpQuery = z.strictObject({ code: totpCode });
export type TotpQuery = z.infer<typeof totpQuery>;
export class TotpSetUp {
  /** In base32, for typing; shown this once. */
  secret: string;
  /** The same as an otpauth address, for a QR code. */
  uri: string;
}

export class OwnPost {
  /** A plan, or * for all. */
  plan: string;
  unit: string;
  /** What the unit is called; null: every unit, or one that the plan has forgotten. */
  unitName: LabelText | null;
  seat: string;
  /** The roles that it comes to: what somebody's pages are chosen by. What they may do, only the answers say. */
  @ApiProperty({ enum: roles, isArray: true })
  roles: Role[];
  /** The groups that an appraiser appraises. */
  groups: string[];
  /** Its unit has work of its own in which others have theirs: rounds, campaigns of scoring. It follows them at a desk. */
  collects: boolean;
  /** Whose post it is, where it is held by delegation (thay mặt). */
  onBehalfOf?: string;
  /** What they are called. */
  onBehalfOfName?: string;
}
/** Who is signed in. */
export class MeView {
  name: string;
  displayName: string;
  /** Until it is changed nothing else can be done. */
  mustChange: boolean;
  /** Signs in with the code of an authenticator as well. */
  hasTotp: boolean;
  /** Signed in elsewhere, and a code of the authenticator is still to be given: until then nothing else can be done. */
  codeDue: boolean;
  posts: OwnPost[];
  /** What this account may do somewhere: names of rights. */
  rights: string[];
  /** In a sandbox: the account that really acts, where it goes on as somebody else; null: nobody else. */
  playedBy: string | null;
}
export class SessionView {
  /** Of this account only; says nothing that could be used to sign in. */
  id: string;
  isThis: boolean;
  address: string;
  agent: string;
  @Instant()
  createdAt: string;
  @Instant()
  seenAt: string;
}
export const sessionsQuery = z.strictObject(listFields(['seenAt'], '-seenAt'));
export type SessionsQuery = z.infer<typeof sessionsQuery>;
export class SessionList {
  items: SessionView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
