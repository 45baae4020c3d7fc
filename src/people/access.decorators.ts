import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import { NEEDED, RECENTLY } from '../platform/open.decorator.js';
import type { Permission } from './access.rules.js';
import { principalOf } from './asking.js';
import type { Principal } from './principal.js';

/** What a route asks of whoever calls it. A route without a word about it does not start. */
export type Needed =
  /** Nobody need be signed in. */
  | 'nothing'
  /** Anybody who is, also with a first password that is still to be changed. */
  | 'an account'
  /** The same, but by no token: what belongs to the person and not to a program of theirs. */
  | 'a session'
  | Permission;

/** The right that a route needs: in the plan of its path, where that names one. Stands below `@Problems`, which documents it. */
export const Needs = (needed: Permission | 'an account' | 'a session'): MethodDecorator => SetMetadata(NEEDED, needed);

/**
 * Grave enough to ask again: a browser does it only for some minutes after somebody signed in, since it may stand open and
 * unwatched. A token was made by somebody who had just signed in, for what its scopes say. Stands below `@Problems`.
 */
export const Recently = (): MethodDecorator => SetMetadata(RECENTLY, true);

/** Whoever asks. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  principalOf(context.switchToHttp().getRequest<Request>()),
);
