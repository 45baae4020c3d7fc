import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { routeOf } from '../platform/access-log.js';
import { askerOf } from './asking.js';
import { Looks, looksAreTold, whileLooking } from './looks.js';
import { RestrictedViews } from './restricted-views.js';

/** Around every route: what its answer tells of restricted dossiers is in the trail before it leaves. */
@Injectable()
export class NoteViews implements NestInterceptor {
  constructor(private readonly views: RestrictedViews) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const who = askerOf(request);
    if (!who) return next.handle();
    const route = `${request.method} ${routeOf(request) ?? ''}`;
    const looks = new Looks((seen, what) => this.views.note(who, { route, ...what }, seen));
    return from(
      whileLooking(looks, async () => {
        const body = await lastValueFrom(next.handle(), { defaultValue: undefined });
        await looksAreTold();
        return body;
      }),
    );
  }
}
