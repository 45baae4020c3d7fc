import { SetMetadata } from '@nestjs/common';

/** Under this name a route says what it needs of whoever calls it (src/people/access.decorators.ts). */
export const NEEDED = 'dung-han:needed';
export const OPEN = 'nothing';
/** A session of a browser, and no token. */
export const IN_PERSON = 'a session';

/** Open to everybody, signed in or not. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(NEEDED, OPEN);

/** Under this name a route says that it asks for somebody who signed in a short while ago. */
export const RECENTLY = 'dung-han:recently';
