import { Injectable } from '@nestjs/common';
import type { Channel, Message } from '../engine/ports.js';
import { InboxStore } from './inbox.store.js';
import { Sayings } from './sayings.js';

/** Messages in the application itself, said in both languages when they are delivered. */
@Injectable()
export class InAppChannel implements Channel {
  readonly name = 'in-app';

  constructor(
    private readonly sayings: Sayings,
    private readonly inbox: InboxStore,
  ) {}

  async deliver(messages: readonly Message[]): Promise<void> {
    await this.inbox.add(await this.sayings.of(messages));
  }
}
