import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { problem } from '../core/problem.js';

/** The tag of a version, as `ETag` says it. */
export const etagOf = (version: number): string => `"${version}"`;

/** Says the version of an answer: whoever asked may keep it, and asks each time whether it is still the same. */
export const etagged = (response: Response, version: number): Response =>
  response.set({ ETag: etagOf(version), 'Cache-Control': 'private, no-cache' });

/** What was looked at, as `If-Match` says it. */
export type Looked = { readonly at: string };

/** @throws Problem precondition-failed where it is another version by now */
export function isUnchanged(looked: Looked, version: number): void {
  const tags = looked.at.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(etagOf(version))) throw problem('precondition-failed', { version });
}

const looked = createParamDecorator((_: unknown, context: ExecutionContext): Looked => {
  const at = context.switchToHttp().getRequest<Request>().get('if-match');
  if (at === undefined) throw problem('precondition-required');
  return { at };
});

/** What is changed is what was looked at: nobody overwrites what somebody else has written since. */
export const IfMatch = (): ParameterDecorator => (target, method, index) => {
  if (method === undefined) return;
  looked()(target, method, index);
  const route = Object.getOwnPropertyDescriptor(target, method);
  if (route)
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of what was looked at.' })(
      target,
      method,
      route,
    );
};
