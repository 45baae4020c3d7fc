import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Problem, ProblemCode } from '../core/problem.js';
import { routeOf } from '../platform/access-log.js';
import type { Log } from '../platform/log.js';
import { onlyLooks } from '../platform/methods.js';
import { LOG } from '../platform/tokens.js';
import { askerOf } from './asking.js';
import { RefusalStore, TOLD_AN_HOUR, type Untold } from './refusal.store.js';
import type { TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

/** What was refused: the work, where it is known; `isChained`: it stands beside the histories already. */
type Concern = { readonly plan: string; readonly key: string; readonly isChained: boolean };
const concerns = new WeakMap<Problem, Concern>();
export const refusedAt = (refused: Problem, concern: Concern): Problem => {
  concerns.set(refused, concern);
  return refused;
};

/** Of commands: not allowed, in conflict, looked at before somebody else changed it, not as it must be. Of looks: not allowed. */
const ofCommands: readonly number[] = [403, 409, 412, 422];
/** Of these the answer is elsewhere: nothing was refused. */
const ofKeys: readonly ProblemCode[] = ['key-under-way', 'key-answer-lost'];
const MOST_PATH = 300;

/** What is refused to somebody who is known stands in the trail, so many times an hour; then it is counted (docs/adr/0036). */
@Injectable()
export class Refusals {
  constructor(
    private readonly refusals: RefusalStore,
    private readonly trail: TrailStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Before the answer leaves. A trail that cannot be written refuses nobody anything else than they are told. */
  async note(request: Request, refused: Problem): Promise<void> {
    const who = askerOf(request);
    const concern = concerns.get(refused);
    const isOne = onlyLooks(request) ? refused.status === 403 : ofCommands.includes(refused.status);
    if (!who || !isOne || concern?.isChained || ofKeys.includes(refused.code)) return;
    const { params, path, method } = request;
    const plan = concern?.plan ?? params['plan'];
    const entry: TrailEntry = {
      kind: 'refused',
      actor: who.name,
      plan: typeof plan === 'string' && who.offices[plan] !== undefined ? plan : undefined,
      subject: concern?.key,
      after: { route: `${method} ${routeOf(request) ?? ''}`, code: refused.code },
      personal: { path: path.slice(0, MOST_PATH) },
    };
    await this.counted(entry, who.name).catch((error: unknown) =>
      this.log.error({ err: error }, 'a refusal could not be written to the trail'),
    );
  }

  private counted(entry: TrailEntry, actor: string): Promise<void> {
    return this.trail.told(async (db) => {
      const { told, before } = await this.refusals.count(actor, db);
      const entries = [...(before ? [untoldEntry(before)] : []), ...(told <= TOLD_AN_HOUR ? [entry] : [])];
      return { value: undefined, told: entries };
    });
  }
}

export const untoldEntry = ({ actor, since, untold }: Untold): TrailEntry => ({
  kind: 'refused',
  actor,
  after: { more: untold, since: since.toISOString() },
});

/** A worker's: what was only counted in an hour is told when it is over. */
@Injectable()
export class TellRefusals {
  readonly name = 'tell-refusals';
  readonly every = 10 * 60_000;

  constructor(
    private readonly refusals: RefusalStore,
    private readonly trail: TrailStore,
  ) {}

  run(): Promise<void> {
    return this.trail.told(async (db) => ({
      value: undefined,
      told: (await this.refusals.over(db)).map(untoldEntry),
    }));
  }
}
