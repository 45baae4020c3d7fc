import { Global, Module } from '@nestjs/common';
import { LetInReader } from './let-in.reader.js';
import { RestrictedViews } from './restricted-views.js';
import { NoteViews } from './restricted-views.interceptor.js';
import { TrailStore } from './trail.store.js';

/** The trail, for whoever has something to tell: also in a worker, which answers nobody. */
@Global()
@Module({
  providers: [TrailStore, LetInReader, RestrictedViews, NoteViews],
  exports: [TrailStore, RestrictedViews, NoteViews],
})
export class TrailModule {}
