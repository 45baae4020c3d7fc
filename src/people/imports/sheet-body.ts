import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { problem } from '../../core/problem.js';
import { isKnown, weakTagOf } from '../../platform/etag.rules.js';
import { SHEET_TYPES } from '../../platform/sheet/sheet.js';
import { FILE_TYPES, type SheetFormat } from '../../platform/sheet/write-sheet.js';

/** A file as the body of a request, as it is. */
export const SheetBody = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<Request>() as { readonly body: unknown };
  if (Buffer.isBuffer(body)) return body;
  throw problem('unsupported-media-type', { accepted: SHEET_TYPES.join(', ') });
});

/** Says in the documentation of a route that it takes one. */
export const TakesSheet = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes(...SHEET_TYPES),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary' } }),
  );

/** With a tag, as every look has one: whoever has this very file need not get it again. */
export function sendSheet(
  response: Response,
  { format, name }: { readonly format: SheetFormat; readonly name: string },
  file: Buffer,
): void {
  const tag = weakTagOf(file.toString('latin1'));
  response.set('ETag', tag);
  if (isKnown(response.req.get('if-none-match'), tag)) return void response.status(304).end();
  response
    .set({ 'Content-Type': FILE_TYPES[format], 'Content-Disposition': `attachment; filename="${name}.${format}"` })
    .send(file);
}
