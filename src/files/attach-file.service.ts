import { Inject, Injectable } from '@nestjs/common';
import { problem } from '../core/problem.js';
import { sqlOf } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { FileBindings } from './file-binding.store.js';
import { FileReader, type FileRow } from './file.reader.js';

type Attaching = { readonly file: FileRow; readonly seq: number; readonly by: string };

/** A document that comes after what it belongs to: the signed minutes of a meeting that is over. The history stays as it is; the trail says who added it. */
@Injectable()
export class AttachFile {
  constructor(
    private readonly reader: FileReader,
    private readonly bindings: FileBindings,
    private readonly trail: TrailStore,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async attach({ file, seq, by }: Attaching): Promise<void> {
    const { id, instance: instanceId, sha256, plan, key } = file;
    if (!(await this.reader.hasEntry(instanceId, seq))) throw problem('not-found', { asked: seq });
    const at = await this.clock.now();
    await this.trail.told(async (db) => {
      await this.bindings.bind(sqlOf(db), [{ instanceId, seq, at, files: [{ id, sha256 }] }]);
      const told = { kind: 'file-attached', actor: by, plan, subject: key, after: { file: id, seq, sha256 } } as const;
      return { value: undefined, told: [told] };
    });
  }
}
