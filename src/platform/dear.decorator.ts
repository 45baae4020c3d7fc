import { SetMetadata } from '@nestjs/common';

/** Under this name a route says that it takes long. */
const DEAR = 'dung-han:dear';

/** Takes long: counted apart from what is quick (LIMIT_DEAR), and given more time. */
export const Dear = (): MethodDecorator => SetMetadata(DEAR, true);
export const isDear = (handler: object): boolean => Reflect.getMetadata(DEAR, handler) === true;
