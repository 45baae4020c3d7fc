import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiExtraModels } from '@nestjs/swagger';
import type { ProblemCode } from '../core/problem.js';
import { IN_PERSON, NEEDED, OPEN, RECENTLY } from './open.decorator.js';
import { ProblemDetails } from './problem.dto.js';

/** What any request may meet; a body of another kind also where none is wanted. */
const always: readonly ProblemCode[] = [
  'bad-request',
  'bad-path',
  'unknown-field',
  'unsupported-media-type',
  'address-too-long',
  'too-many-requests',
  'took-too-long',
  'database-away',
  'internal',
];
/** What a request may meet where somebody must be signed in. */
const guarded: readonly ProblemCode[] = [
  'not-signed-in',
  'code-needed',
  'not-allowed',
  'password-must-change',
  'totp-required',
  'cross-site',
];

/**
 * The problems of a route, by status, in its documentation. A route without this fails the tests; one that has not said
 * before whom it answers (`@Needs`, `@Open`, in the line below) does not even load.
 */
export function Problems(...more: readonly ProblemCode[]): MethodDecorator {
  return (target, name, descriptor) => {
    const needed: unknown = Reflect.getMetadata(NEEDED, descriptor.value as object);
    if (needed === undefined)
      throw new Error(`${target.constructor.name}.${String(name)} does not say whom it answers`);
    const isOpen = needed === OPEN;
    const again: readonly ProblemCode[] = Reflect.hasMetadata(RECENTLY, descriptor.value as object)
      ? ['sign-in-again']
      : [];
    const codes = [...new Set([...always, ...(isOpen ? [] : guarded), ...again, ...more])];
    const parts = [
      ApiExtraModels(ProblemDetails),
      // Which right it is, and which problems there are: written out when the description is made (openapi/finish.ts).
      ApiExtension('x-needs', needed),
      ApiExtension('x-problems', codes),
      ...(isOpen ? [] : [ApiCookieAuth('session')]),
      ...(isOpen || needed === IN_PERSON ? [] : [ApiBearerAuth('token')]),
    ];
    for (const part of parts) part(target, name, descriptor);
  };
}
