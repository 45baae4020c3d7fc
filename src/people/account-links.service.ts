import { Injectable } from '@nestjs/common';
import { problem } from '../core/problem.js';
import { isoOf } from './instant.js';
import type { Looked } from '../platform/etag.rules.js';
import { AccountStore } from './account.store.js';
import { AccountLinkStore, type LinkRow } from './account-link.store.js';
import { AccountsReader } from './accounts.reader.js';
import { domainOf } from './access.rules.js';
import { linkEntry } from './oidc-accounts.service.js';
import type { AddedLink, LinkView } from './oidc.dto.js';
import { Oidc } from './oidc.service.js';
import type { Principal } from './principal.js';
import { TrailStore } from './trail.store.js';

/** Who an account is elsewhere, in the hands of administrators: whoever links it to somebody lets them in. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly accounts: AccountStore,
    private readonly links: AccountLinkStore,
    private readonly reader: AccountsReader,
    private readonly oidc: Oidc,
    private readonly trail: TrailStore,
  ) {}

  /** With the version of the account whose they are. */
  async list(me: Principal, name: string): Promise<{ readonly links: LinkView[]; readonly version: number }> {
    const { id, version } = await this.reader.managed(domainOf(me), name);
    return { links: (await this.links.list(id)).map(viewOf), version };
  }

  async add(me: Principal, name: string, subject: string, looked: Looked): Promise<AddedLink> {
    const { id } = await this.reader.managed(domainOf(me), name);
    const elsewhere = { issuer: this.oidc.settings().issuer, subject };
    const row = await this.trail.told(async (db) => {
      await this.accounts.hold(name, looked, db);
      const link = await this.links.add(id, elsewhere, db);
      const value = link && { ...viewOf(link), version: await this.accounts.touched(id, db) };
      return { value, told: value ? [linkEntry(me.name, name, elsewhere, true)] : [] };
    });
    if (!row) throw problem('link-taken');
    return row;
  }

  /** Whoever came by it is signed out. */
  async remove(me: Principal, name: string, link: string, looked: Looked): Promise<void> {
    const { id } = await this.reader.managed(domainOf(me), name);
    const gone = await this.trail.told(async (db) => {
      await this.accounts.hold(name, looked, db);
      const value = await this.links.remove(id, link, db);
      if (value) await this.accounts.touched(id, db);
      return { value, told: value ? [linkEntry(me.name, name, value, false)] : [] };
    });
    if (!gone) throw problem('not-found');
  }
}

const viewOf = ({ id, issuer, subject, linkedAt, usedAt }: LinkRow): LinkView => ({
  ...{ id, issuer, subject },
  linkedAt: isoOf(linkedAt),
  ...(usedAt && { usedAt: isoOf(usedAt) }),
});
