import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { ContentStore } from './content-store.js';
import { FileStore } from './file.store.js';

const PAGE = 100;

/** A worker's: what nothing names and has waited long enough is gone, and what a killed upload left. */
@Injectable()
export class SweepFiles {
  readonly name = 'sweep-files';
  readonly every = 10 * 60_000;

  constructor(
    private readonly files: FileStore,
    private readonly contents: ContentStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'files'>,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const ids = await this.files.over(this.config.files.waitingDays, PAGE);
      // The content first: whoever is killed in between finds the rest by its row.
      await this.contents.drop(ids);
      await this.files.forget(ids);
      if (ids.length < PAGE) return;
    }
  }
}
