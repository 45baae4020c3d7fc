import { Injectable } from '@nestjs/common';
import type { Message } from '../engine/ports.js';
import type { Asks } from '../people/trail.js';
import { InboxStore, type ReadMessage, type Said } from './inbox.store.js';
import { Sayings } from './sayings.js';

const TEMPLATE = 'talk';
/** To whom, about which instance as it stands. */
export type TalkNotice = Pick<Message, 'instanceId' | 'seq' | 'at' | 'unit'>;
/** What will be said, before it is known which remark it is. */
export type SaidNotice = Omit<Message, 'id'> & { readonly said: Said };

/**
 * That somebody has said something beside a task: told in the inbox of the other side, once until it is read. No outbox
 * carries it: it is written where the remark is, and is there when the remark is.
 */
@Injectable()
export class TalkNotices {
  constructor(
    private readonly sayings: Sayings,
    private readonly inbox: InboxStore,
  ) {}

  async prepare(notice: TalkNotice): Promise<SaidNotice | undefined> {
    const message = { ...notice, id: TEMPLATE, seat: 'officer', template: TEMPLATE, level: 0 };
    const [said] = await this.sayings.of([message]);
    return said;
  }

  /** In the transaction of the remark. */
  tell(remark: number, author: string, said: SaidNotice, db: Asks): Promise<void> {
    return this.inbox.addOnce({ ...said, id: idOf(remark), author }, db);
  }

  /** The thread was read: so was what told of it. */
  read(instanceId: number, unit: string, db: Asks): Promise<readonly ReadMessage[]> {
    return this.inbox.readAll({ instanceId, unit, template: TEMPLATE }, db);
  }

  /** What was told of is taken back: nobody is led to nothing. */
  takeBack(remark: number, db: Asks): Promise<void> {
    return this.inbox.dropUnread(idOf(remark), db);
  }
}

const idOf = (remark: number): string => `${TEMPLATE}/${remark}`;
