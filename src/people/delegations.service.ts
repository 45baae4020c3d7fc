import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '../core/calendar/day.js';
import { problem, unfit } from '../core/problem.js';
import type { PlatformClock } from '../platform/clock.js';
import { isUnchanged, type Looked, type Rev } from '../platform/etag.rules.js';
import { CLOCK } from '../platform/tokens.js';
import { domainOf, isPlaced, mayGive, placesFor } from './access.rules.js';
import { AccountsReader } from './accounts.reader.js';
import { DelegationStore } from './delegation.store.js';
import type { DelegateBody, DelegationView } from './delegations.dto.js';
import type { Principal } from './principal.js';
import { TrailStore } from './trail.store.js';

/** How far a loan has come that has not ended: nowhere. */
export const LENT: Rev = 1;

/** Thay mặt từ … đến …: a post is lent for some days, by its holder or by an administrator of its plan. */
@Injectable()
export class Delegations {
  constructor(
    private readonly delegations: DelegationStore,
    private readonly accounts: AccountsReader,
    private readonly trail: TrailStore,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async lend(me: Principal, body: DelegateBody): Promise<DelegationView> {
    const { holder = me.name, deputy } = body;
    const domain = domainOf(me);
    const isAdministrator = mayGive(domain, body);
    // Before anybody is looked up: whose post it is, and who there is elsewhere, is told to nobody.
    if (holder !== me.name && !isAdministrator) throw problem('not-allowed', { needed: 'accounts.manage' });
    // Whoever holds a seat in every unit lends it in every unit, or where the plan has it.
    if (!isPlaced(body, me.offices))
      throw unfit('unit', 'seat-place', { choices: placesFor(domain, body, me.offices) });
    if (holder === deputy) throw unfit('deputy', 'deputy');
    const today = dayOf(await this.clock.now());
    if (body.to < today) throw unfit('to', 'day-past', { least: today });
    const from = await this.delegations.holder(holder, body);
    if (from === undefined) throw problem('post-not-held', { holder });
    const to = isAdministrator
      ? (await this.accounts.find(domain, deputy))?.id
      : await this.delegations.colleague(deputy, body);
    if (to === undefined) throw unfit('deputy', 'deputy');
    const lent = await this.trail.told(async (db) => {
      const value = await this.delegations.add(from, to, body, db);
      return {
        value,
        told: value ? [{ ...entryOf(me, value), after: lentOf(value), personal: { reason: value.reason } }] : [],
      };
    });
    if (!lent) throw problem('already-held');
    return lent;
  }

  async view(me: Principal, id: number): Promise<DelegationView> {
    const found = await this.delegations.find(me.account, domainOf(me), id);
    if (!found) throw problem('not-found');
    return found;
  }

  /** A loan never changes: it is there, as it was looked at, or it has ended. */
  async end(me: Principal, id: number, looked: Looked): Promise<void> {
    isUnchanged(looked, LENT);
    const ended = await this.trail.told(async (db) => {
      const value = await this.delegations.revoke(me.account, domainOf(me), id, db);
      return { value, told: value ? [{ ...entryOf(me, value), before: lentOf(value), after: null }] : [] };
    });
    if (!ended) throw problem('not-found');
  }
}

const entryOf = (me: Principal, { plan, deputy }: DelegationView) =>
  ({ kind: 'delegation-changed', actor: me.name, subject: deputy, plan }) as const;
const lentOf = ({ id, holder, deputy, plan, unit, seat, from, to }: DelegationView) => ({
  ...{ id, holder, deputy, plan, unit, seat, from, to },
});
