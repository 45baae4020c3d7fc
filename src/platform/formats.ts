import { ApiProperty } from '@nestjs/swagger';

/** An instant in ISO 8601 with its offset, in the documentation of a field. */
export const Instant = (): PropertyDecorator => ApiProperty({ format: 'date-time' });
/** A day, YYYY-MM-DD. */
export const Day = (): PropertyDecorator => ApiProperty({ format: 'date' });
