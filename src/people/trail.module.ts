import { Global, Module } from '@nestjs/common';
import { LetInReader } from './let-in.reader.js';
import { RefusalStore } from './refusal.store.js';
import { Refusals, TellRefusals } from './refusals.js';
import { RestrictedViews } from './restricted-views.js';
import { NoteViews } from './restricted-views.interceptor.js';
import { TrailStore } from './trail.store.js';

/** The trail, for whoever has something to tell: also in a worker, which answers nobody. */
@Global()
@Module({
  providers: [TrailStore, LetInReader, RestrictedViews, NoteViews, RefusalStore, Refusals, TellRefusals],
  exports: [TrailStore, RestrictedViews, NoteViews, Refusals, TellRefusals],
})
export class TrailModule {}
