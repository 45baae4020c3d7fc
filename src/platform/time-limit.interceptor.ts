import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { Observable } from 'rxjs';
import { problem } from '../core/problem.js';
import { isDear } from './dear.decorator.js';

/** What is dear has so much more time. */
export const DEAR_TIMES = 10;

/**
 * Whoever asks is answered in time, if only that it takes too long. What was begun goes on: a statement that only reads ends
 * at its own limit (`statement_timeout`), and what writes is done once by its key. An answer that has begun to go out has
 * no limit: it is made no faster than it is read.
 */
export class TimeLimit implements NestInterceptor {
  constructor(private readonly seconds: number) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    const milliseconds = this.seconds * 1000 * (isDear(context.getHandler()) ? DEAR_TIMES : 1);
    return new Observable((answer) => {
      const timer = setTimeout(() => {
        if (!response.headersSent) answer.error(problem('took-too-long'));
      }, milliseconds);
      const working = next.handle().subscribe(answer);
      return () => {
        clearTimeout(timer);
        working.unsubscribe();
      };
    });
  }
}
