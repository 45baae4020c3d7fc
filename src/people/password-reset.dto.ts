import { z } from 'zod';
import { newPassword } from './session.dto.js';

export const askResetBody = z
  .strictObject({
    name: z.string().min(1).max(200).meta({ description: 'The user name, or the e-mail address.', example: 'thu-ky' }),
  })
  .meta({ title: 'AskPasswordReset' });
export type AskResetBody = z.infer<typeof askResetBody>;

export const resetBody = z
  .strictObject({
    token: z.string().min(1).max(100).meta({ description: 'What stands after # in the link.' }),
    next: newPassword,
  })
  .meta({ title: 'ResetPassword' });
export type ResetBody = z.infer<typeof resetBody>;

/** The same, whether or not there is such an account. */
export class ResetAsked {
  /** For so long the link is good that is sent, where there is an account with an address. */
  minutes: number;
}
