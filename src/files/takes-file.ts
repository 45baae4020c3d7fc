import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import { UPLOAD_TYPE } from './upload.service.js';

/** Says in the documentation of a route that it takes a file as it is. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes(UPLOAD_TYPE),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary' } }),
    ApiHeader({
      name: 'X-File-Name',
      required: true,
      description: 'The name of the file: UTF-8, percent-encoded (`encodeURIComponent`); at most 200 characters.',
      example: 'B%C3%A1o%20c%C3%A1o%20qu%C3%BD%20I.pdf',
    }),
  );
