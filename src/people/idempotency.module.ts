import { Global, Injectable, Module } from '@nestjs/common';
import { Idempotency } from './idempotency.interceptor.js';
import { IdempotencyStore } from './idempotency.store.js';

/** A worker's: keys that are a day old are gone. */
@Injectable()
export class ForgetKeys {
  readonly name = 'forget-keys';
  readonly every = 10 * 60_000;

  constructor(private readonly store: IdempotencyStore) {}

  run(): Promise<void> {
    return this.store.forget();
  }
}

/** Also in a worker, which answers nobody. */
@Global()
@Module({ providers: [IdempotencyStore, Idempotency, ForgetKeys], exports: [Idempotency, ForgetKeys] })
export class IdempotencyModule {}
