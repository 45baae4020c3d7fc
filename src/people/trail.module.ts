import { Global, Module } from '@nestjs/common';
import { TrailStore } from './trail.store.js';

/** The trail, for whoever has something to tell: also in a worker, which answers nobody. */
@Global()
@Module({ providers: [TrailStore], exports: [TrailStore] })
export class TrailModule {}
