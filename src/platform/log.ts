import { type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import type { LogFormat, LogLevel } from './config.js';
import { errorFacts } from './error-facts.js';
import { logLine } from './log-line.js';

export type Log = Logger;

/** Lines on standard error: standard output belongs to what a command answers. JSON, or words for a person at a terminal. */
export function createLog(level: LogLevel, format: LogFormat = 'json'): Log {
  const lines = pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFacts },
      redact: ['url', '*.password', '*.authorization'],
    },
    format === 'json' ? lines : { write: (json: string) => void lines.write(logLine(json)) },
  );
}

/** Whoever of Nest logs what it also throws: an end is told once, by who ends the process. */
const THROWN_TOO: readonly unknown[] = ['ExceptionHandler', 'NestApplication'];

/** Nest's own messages in the same lines. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal', message: unknown, details: unknown[]) {
    const context = details.at(-1);
    const facts = { context: typeof context === 'string' ? context : undefined };
    if (message instanceof Error) return this.sink[level]({ ...facts, err: message }, message.message);
    const stack = level === 'error' && details.length > 1 ? details[0] : undefined;
    this.sink[level]({ ...facts, stack }, typeof message === 'string' ? message : JSON.stringify(message));
  }

  // Nest tells at "log" level what matters only to somebody who looks for it.
  log(message: unknown, ...details: unknown[]) {
    this.write('debug', message, details);
  }
  error(message: unknown, ...details: unknown[]) {
    this.write(THROWN_TOO.includes(details.at(-1)) ? 'debug' : 'error', message, details);
  }
  warn(message: unknown, ...details: unknown[]) {
    this.write('warn', message, details);
  }
  debug(message: unknown, ...details: unknown[]) {
    this.write('trace', message, details);
  }
  verbose(message: unknown, ...details: unknown[]) {
    this.write('trace', message, details);
  }
  fatal(message: unknown, ...details: unknown[]) {
    this.write('fatal', message, details);
  }
}
