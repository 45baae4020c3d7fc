import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { problems, type ProblemCode } from '../core/problem.js';
import { ProblemDetails } from './problem.dto.js';

/** What any request may meet. */
const always: readonly ProblemCode[] = ['bad-request', 'bad-path', 'unknown-field', 'database-away', 'internal'];

/** The problems of a route, by status, in its documentation. A route without this fails the tests. */
export function Problems(...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
  const all = [...new Set([...always, ...codes])];
  const statuses = [...new Set(all.map((code) => problems[code]))].sort((a, b) => a - b);
  return applyDecorators(
    ApiExtraModels(ProblemDetails),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: all.filter((code) => problems[code] === status).join(', '),
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDetails) } } },
      }),
    ),
  );
}
