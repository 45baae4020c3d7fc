import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { readAs } from './read-schema.js';

/** `@Body({ schema })`, `@Query({ schema })`, `@Param(name, { schema })`: what does not fit is refused, unknown fields too. */
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (schema === undefined || type === 'custom') return value;
    // Every schema of ours is zod's; a request without a body is one with an empty one.
    return readAs(schema as unknown as z.ZodType, value ?? (data === undefined ? {} : value), data);
  }
}
