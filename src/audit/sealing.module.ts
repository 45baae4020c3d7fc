import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../platform/config.js';
import type { Log } from '../platform/log.js';
import { TrailModule } from '../people/trail.module.js';
import { Mailer } from '../platform/mail.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { privateKeyOf } from './anchor.rules.js';
import { AnchorStore } from './anchor.store.js';
import { Sealer, type SealerSettings } from './sealer.js';
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

type Settings = Pick<Config, 'auditKey' | 'auditDir' | 'auditMail' | 'mail'>;

/** Undefined: there is no key. */
export function sealerOf(anchors: AnchorStore, { auditKey, auditDir, ...out }: Settings): Sealer | undefined {
  const key = auditKey === undefined ? undefined : privateKeyOf(auditKey);
  const post = postOf(out);
  return key && new Sealer(anchors, { key, dir: auditDir, ...(post && { post }) });
}

function postOf({ auditMail: to, mail }: Pick<Settings, 'auditMail' | 'mail'>): SealerSettings['post'] {
  if (to === undefined || mail === undefined) return undefined;
  return async ({ sealed }, text) => {
    const mailer = new Mailer(mail);
    try {
      const subject = `Niêm phong nhật ký · Audit anchor ${sealed.anchor} · ${sealed.day}`;
      await mailer.send({ to, subject, text });
    } finally {
      mailer.close();
    }
  };
}

@Module({
  imports: [TrailModule],
  providers: [AnchorStore, SealingChore, SettingsReader, StartSettings],
  exports: [SealingChore],
})
export class SealingModule {}
