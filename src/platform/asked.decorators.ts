import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { problem, unfit } from '../core/problem.js';
import { lookedAt, type Looked } from './etag.rules.js';
import { languageOf, languages, type Language } from './language.js';

/** A parameter that is read from a header, and said once in the documentation of its route. */
const documented =
  (read: () => ParameterDecorator, header: Parameters<typeof ApiHeader>[0]) =>
  (): ParameterDecorator =>
  (target, method, index) => {
    if (method === undefined) return;
    read()(target, method, index);
    const route = Object.getOwnPropertyDescriptor(target, method);
    if (route) ApiHeader(header)(target, method, route);
  };

const language = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  const request = context.switchToHttp().getRequest<Request>();
  const named = languages.find((one) => one === request.query['language']);
  const spoken = named ?? languageOf(request.get('accept-language'));
  // Whoever keeps the answer keeps it for those who ask in the same language.
  context.switchToHttp().getResponse<Response>().set({ 'Content-Language': spoken, Vary: 'Accept-Language' });
  return spoken;
});

/** The language of an answer, which says that it is in it: by `?language=` where a route has that, or by Accept-Language. */
export const SpokenLanguage = documented(language, {
  name: 'Accept-Language',
  required: false,
  description: 'vi or en; Vietnamese otherwise.',
});

/** @throws Problem bad-request where it is not 1–200 visible characters */
export function keyIn(request: Request): string | undefined {
  const given = request.get('idempotency-key');
  if (given === undefined || /^[\x21-\x7e]{1,200}$/.test(given)) return given;
  throw unfit('Idempotency-Key', 'idempotency-key');
}

const key = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const given = keyIn(context.switchToHttp().getRequest<Request>());
  if (given === undefined) throw unfit('Idempotency-Key', 'idempotency-key');
  return given;
});

const NO_KEY = 'dung-han:no-key';
export const X_NO_KEY = 'x-no-key';

/**
 * Every command takes an Idempotency-Key (people/idempotency.interceptor.ts). Not this one: it changes nothing, or its
 * keys are looked after where what it does is done.
 */
export const WithoutKey = (): MethodDecorator => (target, name, descriptor) => {
  Reflect.defineMetadata(NO_KEY, true, descriptor.value as object);
  ApiExtension(X_NO_KEY, true)(target, name, descriptor);
};
export const takesKey = (handler: object): boolean => Reflect.getMetadata(NO_KEY, handler) === undefined;

/** One key per wish: repeating it changes nothing and gives the same answer. For the one route that cannot go without. */
export const IdempotencyKey = documented(key, {
  name: 'Idempotency-Key',
  required: true,
  description: 'One per wish; 1–200 visible ASCII characters.',
  example: '5f0c6a52-4c5e-4a55-9d5b-0f6f6a0a9d11',
});

const looked = createParamDecorator((isNeeded: boolean, context: ExecutionContext): Looked => {
  const at = context.switchToHttp().getRequest<Request>().get('if-match');
  if (at === undefined && isNeeded) throw problem('precondition-required');
  return lookedAt(at);
});
const ifMatch = { name: 'If-Match', description: 'The ETag of what was looked at.', example: '"3.Vb0tUk2mYw4Zx8Qe"' };

/** What is changed is what was looked at: nobody acts on what somebody else has changed since. */
export const IfMatch = documented(() => looked(false), { ...ifMatch, required: false });
/** The same where a change overwrites what people write: nobody does without having looked. */
export const IfMatchNeeded = documented(() => looked(true), { ...ifMatch, required: true });
