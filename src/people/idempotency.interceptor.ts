import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import { sha256 } from '../core/canonical.js';
import { problem } from '../core/problem.js';
import { routeOf } from '../platform/access-log.js';
import { keyIn, takesKey } from '../platform/asked.decorators.js';
import type { Config } from '../platform/config.js';
import { onlyLooks } from '../platform/methods.js';
import { unstorable } from '../platform/storable.js';
import { CONFIG } from '../platform/tokens.js';
import { askerOf } from './asking.js';
import { keptKey, type KeptKey } from './idempotency.rules.js';
import { IdempotencyStore, type KeptAnswer } from './idempotency.store.js';
import { isShown, type KeptLooks, shownSoFar } from './looks.js';
import { type Claim, whileUnderWay } from './key-under-way.js';
import { openSecret, sealSecret } from './secret-box.js';

type Said = { readonly body?: unknown; readonly etag?: string | undefined; readonly shown?: KeptLooks | undefined };

/**
 * A command with an Idempotency-Key is done once: whoever sends it again is given the first answer (docs/adr/0023). Keys
 * belong to an account and a route. Inside, the trail marks the key in the very transaction that acts (trail.store.ts).
 */
@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(
    private readonly store: IdempotencyStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'secretKey'>,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const asker = askerOf(request);
    if (!asker || onlyLooks(request) || !takesKey(context.getHandler())) return next.handle();
    const key = keyIn(request);
    if (key === undefined) return next.handle();
    const { path, query } = request;
    const body = saidIn(request);
    // What no schema would take is refused before it is walked through.
    if (unstorable(body)) return next.handle();
    const route = `${request.method} ${routeOf(request) ?? ''}`;
    const kept = keptKey({ account: asker.account, route, key, asked: { path, query, body } }, this.config.secretKey);
    const found = await this.store.claim(asker.account, kept.id, kept.request);
    const response = http.getResponse<Response>();
    switch (found.is) {
      case 'new':
        return from(this.carriedOut(kept, found.claim, response, next));
      case 'answered':
        return of(again(kept, found.answer, response));
      case 'another-request':
        throw problem('key-reused', { key });
      case 'under-way':
        throw problem('key-under-way', { key });
      case 'lost':
        throw problem('key-answer-lost', { key });
    }
  }

  private async carriedOut(kept: KeptKey, claim: Claim, response: Response, next: CallHandler<unknown>) {
    const body = await whileUnderWay(claim, () => lastValueFrom(next.handle(), { defaultValue: undefined })).catch(
      async (error: unknown) => {
        // Where this fails too, the key is free after a while by itself.
        await this.store.refused(claim).catch(() => undefined);
        throw error;
      },
    );
    const said: Said = { body, etag: response.get('etag'), shown: shownSoFar() };
    const sealed = sealSecret(kept.seal, JSON.stringify(said), kept.id);
    // It is done: whoever waits here has the answer, also where it could not be kept.
    await this.store.answered(claim, { status: response.statusCode, sealed }).catch(() => undefined);
    return body;
  }
}

/** A file is known by its digest. */
function saidIn({ body }: Request): unknown {
  return Buffer.isBuffer(body) ? { file: sha256(body) } : ((body as unknown) ?? null);
}

/** The first answer, from its seal. */
function again({ seal, id }: KeptKey, { status, sealed }: KeptAnswer, response: Response): unknown {
  const { body, etag, shown } = JSON.parse(openSecret(seal, sealed, id)) as Said;
  response.status(status).set('Idempotency-Replayed', 'true');
  if (shown) isShown(shown.rows, shown.what);
  if (etag !== undefined) response.set('ETag', etag);
  return body;
}
