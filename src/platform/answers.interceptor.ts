import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { etagOf, isKnown, weakTagOf } from './etag.rules.js';
import { sparse } from './list-query.js';
import { revOf } from './revised.decorator.js';

const isLook = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** What every answer has: a tag, nothing where the asker has it already, and only the fields that were asked for. */
export class Answers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const rev = revOf(context.getHandler());
    return next.handle().pipe(
      map((body) => {
        if (body === undefined || (!isLook(request) && !rev)) return body;
        const said = isLook(request) ? sparse(body, request.query['fields']) : body;
        const text = JSON.stringify(said);
        // A route may know a tag of its answer that costs less than the answer.
        const tag = response.get('ETag') ?? (rev ? etagOf(rev(body), text) : weakTagOf(text));
        response.set('ETag', tag);
        if (!isLook(request) || !isKnown(request.get('if-none-match'), tag)) return said;
        response.status(304);
        return undefined;
      }),
    );
  }
}
