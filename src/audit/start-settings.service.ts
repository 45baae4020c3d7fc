import { Inject, Injectable } from '@nestjs/common';
import { digest, sha256, type Json } from '../core/canonical.js';
import { OPERATOR_NAME } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { SettingsReader } from './settings.reader.js';

/** What holds a password or a key, or may. */
const SECRET = /url$|key$|secret|password|mail/i;

/** A process that starts with other settings than the last of its role says so in the trail. */
@Injectable()
export class StartSettings {
  constructor(
    private readonly settings: SettingsReader,
    private readonly trail: TrailStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async note(): Promise<void> {
    const { role } = this.config;
    const before = await this.settings.last(role);
    const after = settingsOf(this.config);
    if (before && digest(before) === digest(after)) return;
    await this.trail.append([
      { kind: 'configuration-changed', actor: OPERATOR_NAME, subject: role, before: before ?? null, after },
    ]);
  }
}

/** Secrets are told from each other by a few digits of their digests: enough to see a change, too few to find one by trying. */
export function settingsOf(config: Config): Readonly<Record<string, Json>> {
  const told = Object.entries(config).flatMap(([name, value]: [string, unknown]): [string, Json][] => {
    if (value === undefined) return [];
    if (SECRET.test(name)) return [[name, `sha256:${sha256(text(value)).slice(0, 6)}`]];
    return [[name, JSON.parse(text(value)) as Json]];
  });
  return Object.fromEntries(told);
}

const text = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('base64') : JSON.stringify(value));
