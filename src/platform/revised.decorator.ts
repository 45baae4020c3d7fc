import { ApiExtension } from '@nestjs/swagger';
import type { Rev } from './etag.rules.js';

const REV = 'dung-han:rev';
/** Under these names the description of a route remembers what is written out when the document is made (openapi.ts). */
export const X_REVISED = 'x-revised';

/** The answer is a resource that can change: its `ETag` begins with how far it has come. */
export const Revised =
  <Body>(revOf: (body: Body) => Rev): MethodDecorator =>
  (target, name, descriptor) => {
    Reflect.defineMetadata(REV, revOf, descriptor.value as object);
    ApiExtension(X_REVISED, true)(target, name, descriptor);
  };

export const revOf = (handler: object): ((body: unknown) => Rev) | undefined =>
  Reflect.getMetadata(REV, handler) as ((body: unknown) => Rev) | undefined;
