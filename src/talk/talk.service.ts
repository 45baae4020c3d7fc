import { Inject, Injectable } from '@nestjs/common';
import { problem, unfit } from '../core/problem.js';
import { LiveNotes } from '../live/live-notes.store.js';
import type { ReadMessage } from '../notifications/inbox.store.js';
import { TalkNotices } from '../notifications/talk-notices.js';
import { hearingOf, scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import { isoOrNull } from '../people/instant.js';
import type { Principal } from '../people/principal.js';
import { sqlOf, type Asks, type TrailEntry } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { otherSide, standingOf, type Standing } from './parties.rules.js';
import { labelIn, remarkRev, talkRemark, type Forms } from './talk-remark.js';
import { type Eyes, RemarkStore, TAKE_BACK_MINUTES } from './remark.store.js';
import type { RemarkBody, TalkPage, RemarksQuery, TalkRemark, TalkView } from './talk.dto.js';
import { TalkPlaceReader, type Place } from './talk-place.reader.js';

type Voice = Exclude<Standing, 'reader' | null>;
type Seat = { readonly place: Place; readonly standing: Standing };
type Said = { readonly place: Place; readonly voice: Voice };
/** Which remark, and how it stood when it was looked at. */
type OneRemark = { readonly id: number; readonly remark: number; readonly looked: Looked };
type Act = 'said' | 'taken-back' | 'settled' | 'opened';

/** What a unit and the office that follows its work say to each other beside it, and nobody else hears. */
@Injectable()
export class Talk {
  constructor(
    private readonly places: TalkPlaceReader,
    private readonly remarks: RemarkStore,
    private readonly notices: TalkNotices,
    private readonly live: LiveNotes,
    private readonly trail: TrailStore,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async view(me: Principal, id: number): Promise<TalkView> {
    const { place, standing } = await this.seat(me, id);
    isShown([place]);
    const { unit, unitName } = place;
    if (standing === null)
      return { side: null, unit, unitName, office: null, officeName: null, total: 0, unread: 0, open: 0 };
    const counts = await this.remarks.counts(id, eyesOf(me, standing));
    return {
      side: standing === 'reader' ? standing : standing.side,
      unit,
      unitName,
      office: place.office,
      officeName: place.officeName,
      ...counts,
    };
  }

  async list(me: Principal, id: number, query: RemarksQuery): Promise<TalkPage> {
    const { place, standing } = await this.heard(me, id);
    const { items, next } = await this.remarks.page(id, eyesOf(me, standing), query);
    isShown([place]);
    const forms = items.some(({ form }) => form !== null) ? await this.places.forms(id) : {};
    return { items: items.map((row) => talkRemark(row, me.name, forms)), next };
  }

  async say(me: Principal, id: number, { text, answers, about }: RemarkBody): Promise<TalkRemark> {
    const { place, voice } = await this.party(me, id);
    const forms = about ? await this.places.forms(id) : {};
    if (about && !leadsSomewhere(forms, about)) throw unfit('about', 'something-else');
    const eyes = eyesOf(me, voice);
    if (answers !== undefined) await this.found(id, answers, eyes);
    const at = await this.clock.now();
    const to = otherSide(place, voice.side);
    const notice =
      to === null ? undefined : await this.notices.prepare({ instanceId: id, seq: place.seq, at, unit: to });
    const remark = {
      ...{
        instanceId: id,
        side: voice.side,
        unit: voice.unit,
        author: me.name,
        onBehalfOf: voice.onBehalfOf ?? null,
        at,
      },
      ...{
        text: text.normalize('NFC'),
        answers: answers ?? null,
        form: about?.form ?? null,
        path: about?.path ?? null,
      },
    };
    return this.trail.told(async (db) => {
      const said = await this.remarks.add(remark, db);
      if (notice) await this.notices.tell(said, me.name, notice, db);
      await this.tell(place, db);
      const value = talkRemark(await this.found(id, said, eyes, db), me.name, forms);
      return { value, told: [entryOf(me, { place, voice }, said, 'said')] };
    });
  }

  /** Also what was said by mistake is never edited: it is taken back, and said anew. */
  async takeBack(me: Principal, { id, remark, looked }: OneRemark): Promise<void> {
    const { place, voice } = await this.party(me, id);
    await this.trail.told(async (db) => {
      const row = await this.held(id, remark, eyesOf(me, voice), db);
      isUnchanged(looked, remarkRev(talkRemark(row, me.name, {})));
      if (!(await this.remarks.takeBack(remark, me.name, db)))
        throw problem('remark-kept', { minutes: TAKE_BACK_MINUTES });
      if (!(await this.remarks.saidSince(id, remark, row.side, db))) await this.notices.takeBack(remark, db);
      await this.tell(place, db);
      return { value: undefined, told: [entryOf(me, { place, voice }, remark, 'taken-back')] };
    });
  }

  async settle(me: Principal, { id, remark, looked }: OneRemark, settled: boolean): Promise<TalkRemark> {
    const { place, voice } = await this.party(me, id);
    const at = await this.clock.now();
    const forms = await this.places.forms(id);
    const eyes = eyesOf(me, voice);
    return this.trail.told(async (db) => {
      isUnchanged(looked, remarkRev(talkRemark(await this.held(id, remark, eyes, db), me.name, {})));
      const isNew = await this.remarks.settle(remark, settled ? me.name : null, at, db);
      if (isNew) await this.tell(place, db);
      const value = talkRemark(await this.found(id, remark, eyes, db), me.name, forms);
      isShown([place]);
      return { value, told: isNew ? [entryOf(me, { place, voice }, remark, settled ? 'settled' : 'opened')] : [] };
    });
  }

  /** A bookmark of one's own; nothing of the work changes. */
  async read(me: Principal, id: number, upTo: number): Promise<TalkView> {
    const { place, standing } = await this.heard(me, id);
    await this.trail.told(async (db) => {
      await this.remarks.readUpTo(id, me.account, upTo, db);
      const { unread } = await this.remarks.counts(id, eyesOf(me, standing), db);
      if (standing === null || standing === 'reader' || unread > 0) return { value: undefined, told: [] };
      // What told of it is read with it.
      const read = await this.notices.read(id, standing.unit, db);
      return { value: undefined, told: read.map((message) => readEntry(me, { place, voice: standing }, message)) };
    });
    return this.view(me, id);
  }

  private async seat(me: Principal, id: number): Promise<Seat> {
    const place = await this.places.find(scopeFor(me), id);
    if (!place) throw problem('not-found', { asked: id });
    return { place, standing: standingOf(hearingOf(me), place) };
  }

  /** A conversation that is not one's own is as one that never was. */
  private async heard(me: Principal, id: number): Promise<Seat> {
    const seat = await this.seat(me, id);
    if (seat.standing === null) throw problem('not-found', { asked: id });
    return seat;
  }

  private async party(me: Principal, id: number): Promise<Said> {
    const { place, standing } = await this.heard(me, id);
    if (standing === null || standing === 'reader') throw problem('talk-not-yours');
    return { place, voice: standing };
  }

  private async found(instanceId: number, id: number, eyes: Eyes, db?: Asks) {
    const row = await this.remarks.find(instanceId, id, eyes, db);
    if (!row) throw problem('not-found', { asked: id });
    return row;
  }

  /** As it stands, and stays until the transaction ends. */
  private async held(instanceId: number, id: number, eyes: Eyes, db: Asks) {
    await this.remarks.hold(id, db);
    return this.found(instanceId, id, eyes, db);
  }

  /** Both sides, and no other unit. */
  private async tell({ id, unit, office }: Place, db: Asks): Promise<void> {
    const units = [unit, ...(office === null ? [] : [office])];
    await this.live.tell(
      units.map((one) => ({ kind: 'talk', instanceId: id, unit: one })),
      sqlOf(db),
    );
  }
}

const eyesOf = ({ account }: Principal, standing: Standing): Eyes => ({
  account,
  side: standing === null || standing === 'reader' ? null : standing.side,
});

function leadsSomewhere(forms: Forms, { form, path }: NonNullable<RemarkBody['about']>): boolean {
  const known = Object.hasOwn(forms, form) ? forms[form] : undefined;
  return known !== undefined && (path === undefined || labelIn(known, path) !== undefined);
}

/** As whoever reads a message in the inbox stands in the trail. */
const readEntry = (me: Principal, { place, voice }: Said, { id, seat, readAt }: ReadMessage): TrailEntry => ({
  kind: 'message-read',
  actor: me.name,
  onBehalfOf: voice.onBehalfOf,
  plan: place.plan,
  subject: place.key,
  before: { readAt: null },
  after: { message: id, unit: voice.unit, seat, readAt: isoOrNull(readAt) },
});

/** That somebody has said something, and what became of it; never what was said. */
const entryOf = (me: Principal, { place, voice }: Said, remark: number, act: Act): TrailEntry => ({
  kind: 'remarked',
  actor: me.name,
  onBehalfOf: voice.onBehalfOf,
  plan: place.plan,
  subject: place.key,
  after: { remark, act, unit: voice.unit },
});
