import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { problem } from '../core/problem.js';

const ANY_QUERY = 'dung-han:any-query';
/** What comes after ? is somebody else's: the provider of accounts writes there what it likes. */
export const AnyQuery = (): MethodDecorator => (_target, _name, descriptor) =>
  Reflect.defineMetadata(ANY_QUERY, true, descriptor.value as object);

/** Lists say by their schemas what they may be asked; whatever takes no question is asked none, so that a typing error is told. */
export class KnownQuery implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const asked = Object.keys(request.query);
    if (asked.length > 0 && request.path.startsWith('/api/') && !takesQuery(context)) throw unknownIn(asked);
    return next.handle();
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const handler = context.getHandler();
  if (Reflect.getMetadata(ANY_QUERY, handler) === true) return true;
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) as object | undefined;
  return Object.keys(args ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}

const unknownIn = (asked: readonly string[]) => {
  const errors = asked.slice(0, 20).map((field) => ({ field, expected: 'nothing' as const }));
  return problem('unknown-field', { field: asked[0] ?? '', expected: 'nothing', errors });
};
