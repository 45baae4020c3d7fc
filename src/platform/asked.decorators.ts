import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { unfit } from '../core/problem.js';
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

const key = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const given = context.switchToHttp().getRequest<Request>().get('idempotency-key');
  if (given !== undefined && /^[\x21-\x7e]{1,200}$/.test(given)) return given;
  throw unfit('Idempotency-Key', 'idempotency-key');
});

/** One key per wish: repeating it changes nothing and gives the same answer. */
export const IdempotencyKey = documented(key, {
  name: 'Idempotency-Key',
  required: true,
  description: 'One per wish; 1–200 visible ASCII characters.',
});
