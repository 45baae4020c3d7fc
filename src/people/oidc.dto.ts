import { z } from 'zod';
import { LabelText } from '../platform/label.dto.js';
import { Instant } from '../platform/formats.js';
import { listFields } from '../platform/list-query.js';
import { as } from '../platform/read-schema.js';
import { localPath } from './return-to.rules.js';

export const departQuery = z.strictObject({
  returnTo: z
    .string()
    .max(2000)
    .transform((text, context) => {
      const path = localPath(text);
      if (path === undefined) context.addIssue({ code: 'custom', message: as('local-path').error });
      return path ?? '/';
    })
    .default('/')
    .meta({ description: 'Where the browser goes afterwards: a path of this site.', example: '/viec/12' }),
  again: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'Whoever is signed in at the provider is asked once more: after `sign-in-again`.' }),
});
export type DepartQuery = z.infer<typeof departQuery>;

export class OidcWay {
  /** What the button says. */
  label: LabelText;
  /** Where it leads; `?returnTo=` names a path of this site. */
  begin: string;
}
export class SignInWays {
  /** With a user name and a password of this house. */
  password: boolean;
  /** At the office's own provider of accounts; not there: not offered. */
  oidc?: OidcWay;
}

export const addLinkBody = z
  .strictObject({
    subject: z
      .string()
      .regex(/^[\x20-\x7e]{1,255}$/, as('subject'))
      .meta({ description: 'How the provider calls the person for good (`sub`).' }),
  })
  .meta({ title: 'AddLink' });
export type AddLinkBody = z.infer<typeof addLinkBody>;
export const linkParam = z.uuid(as('uuid'));
export const linksQuery = z.strictObject(listFields(['linkedAt'], 'linkedAt'));
export type LinksQuery = z.infer<typeof linksQuery>;

export class LinkView {
  id: string;
  /** The provider. */
  issuer: string;
  /** How it calls the person, whatever their name. */
  subject: string;
  @Instant()
  linkedAt: string;
  /** When somebody last signed in by it. */
  @Instant()
  usedAt?: string;
}
export class AddedLink extends LinkView {
  /** Of the account, with this link; the `ETag` begins with it. */
  version: number;
}
export class LinkList {
  items: LinkView[];
  /** Of the account; the `ETag` begins with it. */
  version: number;
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
