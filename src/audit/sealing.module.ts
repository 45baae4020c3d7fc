import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../platform/config.js';
import type { Log } from '../platform/log.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { privateKeyOf } from './anchor.rules.js';
import { AnchorStore } from './anchor.store.js';
import { Sealer } from './sealer.js';
import { SettingsReader } from './settings.reader.js';
import { StartSettings } from './start-settings.service.js';

/** How often a worker asks whether the day has its seal. */
const LOOK = 10 * 60_000;

/** The seal of each day; nothing where there is no key to sign it with. */
@Injectable()
export class SealingChore implements OnApplicationBootstrap {
  readonly name = 'seal';
  readonly every = LOOK;
  private readonly sealer: Sealer | undefined;

  constructor(
    anchors: AnchorStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.sealer = sealerOf(anchors, config);
  }

  onApplicationBootstrap(): void {
    if (this.sealer === undefined && this.config.clock === 'system' && this.config.role !== 'api')
      this.log.warn('no AUDIT_KEY: nothing is sealed, and whoever owns the database could rewrite the past unnoticed');
  }

  async run(): Promise<void> {
    await this.sealer?.daily();
  }
}

export function sealerOf(
  anchors: AnchorStore,
  { auditKey, auditDir }: Pick<Config, 'auditKey' | 'auditDir'>,
): Sealer | undefined {
  const key = auditKey === undefined ? undefined : privateKeyOf(auditKey);
  return key && new Sealer(anchors, { key, dir: auditDir });
}

@Module({ providers: [AnchorStore, SealingChore, SettingsReader, StartSettings], exports: [SealingChore] })
export class SealingModule {}
