import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID, type KeyObject } from 'node:crypto';
import { dayOf, toIso } from '../core/calendar/day.js';
import { digestOfAnchor, signed, type Anchor } from './anchor.rules.js';
import type { AnchorStore, StoredAnchor } from './anchor.store.js';

export type SealerSettings = {
  readonly key: KeyObject;
  /** The folder that anchors are written to; undefined: they stay in the database until there is one. */
  readonly dir?: string | undefined;
  /** Another way out of the house, such as e-mail. */
  readonly post?: (anchor: Anchor, text: string) => Promise<void>;
};

/** Seals all chains under one signed root, and sends it out of the database: what its owner rewrites is found out by that. */
export class Sealer {
  constructor(
    private readonly anchors: AnchorStore,
    private readonly settings: SealerSettings,
    private readonly now: () => number = Date.now,
  ) {}

  /** Once for each real day, whoever asks and however often; what could not be sent out before is sent now. */
  async daily(): Promise<void> {
    await this.sealed({ isDaily: true });
    await this.sendOut();
  }

  /** One more, now. */
  async anchor(): Promise<Anchor> {
    const anchor = await this.sealed({ isDaily: false });
    if (!anchor) throw new Error('there is always room for one more');
    await this.sendOut();
    return anchor;
  }

  private sealed({ isDaily }: { readonly isDaily: boolean }): Promise<Anchor | undefined> {
    const at = this.now();
    const day = dayOf(at);
    return this.anchors.seal({ day, isDaily }, ({ no, previous, trail, tree }) =>
      signed(
        {
          anchor: no,
          day,
          at: toIso(at),
          ...tree.sealed(trail),
          previous: previous ? digestOfAnchor(previous) : null,
        },
        this.settings.key,
      ),
    );
  }

  private async sendOut(): Promise<void> {
    const { dir, post } = this.settings;
    if (dir === undefined && post === undefined) return;
    for (const stored of await this.anchors.unwritten()) {
      const text = `${JSON.stringify(stored.document, undefined, 2)}\n`;
      if (dir !== undefined) await writeAnchor(dir, stored, text);
      await post?.(stored.document, text);
      await this.anchors.isWritten(stored.no);
    }
  }
}

export const fileName = ({ no, day }: Pick<StoredAnchor, 'no' | 'day'>): string =>
  `anchor-${String(no).padStart(6, '0')}-${day}.json`;

/** Whole or not at all, and read-only from then on. */
async function writeAnchor(dir: string, stored: StoredAnchor, text: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const file = join(dir, fileName(stored));
  // Two who seal the same day write the same; neither may find half of what the other writes.
  const part = `${file}.${randomUUID()}.part`;
  await writeFile(part, text);
  await chmod(part, 0o444);
  await rename(part, file);
}
