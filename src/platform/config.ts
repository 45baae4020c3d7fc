import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { exits } from './command-error.js';

export type Role = 'api' | 'worker' | 'all';
export type ClockKind = 'sandbox' | 'system';

export interface Config {
  /** PostgreSQL, version 14 or later. */
  readonly databaseUrl: string;
  readonly databaseSchema: string;
  readonly poolSize: number;
  /** Where BullMQ lives; undefined: on the same PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly queuePrefix: string;
  readonly role: Role;
  readonly host: string;
  /** Undefined: a worker that serves no health page. */
  readonly port: number | undefined;
  readonly clock: ClockKind;
  readonly planDir: string;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** Seconds between a worker's own looks at what is due, whatever the queue remembers. */
  readonly sweepSeconds: number;
  /** The live check fails when the oldest overdue timer or undelivered letter is older than this. */
  readonly lagSeconds: number;
  /** A worker that has said nothing for this long has died with the messages it was delivering. */
  readonly deliveryLeaseSeconds: number;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
/** For machines, or for a person at a terminal. */
export type LogFormat = 'json' | 'text';

export interface ConfigMistake {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
}

export class ConfigError extends Error {
  readonly exitCode = exits.badConfiguration;

  constructor(readonly mistakes: readonly ConfigMistake[]) {
    super(mistakes.map(({ name, vi, en }) => `${name}: ${vi} / ${en}`).join('\n'));
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Both sentences travel through zod as one message. */
const say = (vi: string, en: string): string => JSON.stringify({ vi, en });

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, say(`phải là một trong: ${values.join(', ')}.`, `must be one of: ${values.join(', ')}.`));

function numberBetween(low: number, high: number, { isWhole }: { readonly isWhole: boolean }) {
  const message = isWhole
    ? say(`phải là số nguyên từ ${low} đến ${high}.`, `must be a whole number from ${low} to ${high}.`)
    : say(`phải là số từ ${low} đến ${high}.`, `must be a number from ${low} to ${high}.`);
  const fits = (text: string): boolean => {
    const value = Number(text);
    return text.trim() === text && value >= low && value <= high && (!isWhole || Number.isInteger(value));
  };
  return z.string().refine(fits, message).transform(Number);
}

function urlOf(schemes: readonly string[], example: string) {
  const list = schemes.join(', ');
  return z
    .string(say(`còn thiếu, ví dụ ${example}.`, `is missing, for example ${example}.`))
    .refine(
      (text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text),
      say(
        `phải là địa chỉ bắt đầu bằng ${list}, ví dụ ${example}.`,
        `must be an address of ${list}, such as ${example}.`,
      ),
    );
}

/** 127.0.0.0/8, ::1 and the name that stands for them. */
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

const variables = z.object({
  DATABASE_URL: urlOf(['postgresql', 'postgres'], 'postgresql://user:password@127.0.0.1:5432/dung_han'),
  DATABASE_SCHEMA: z
    .string()
    .regex(
      /^[a-z_][a-z0-9_]{0,62}$/,
      say(
        'chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới.',
        'may hold only lower-case letters, digits and underscores.',
      ),
    )
    .default('public'),
  DB_POOL_SIZE: numberBetween(2, 1000, { isWhole: true }).default(10),
  REDIS_URL: urlOf(['redis', 'rediss'], 'redis://127.0.0.1:6379').optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,30}$/,
      say(
        'chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.',
        'may hold only lower-case letters, digits and hyphens.',
      ),
    )
    .default('dung-han'),
  ROLE: oneOf(['all', 'api', 'worker']).default('all'),
  HOST: z
    .string()
    .refine(
      isLoopback,
      say(
        'phải là địa chỉ nội bộ của máy (127.0.0.1, ::1, localhost), vì chưa có kiểm soát truy cập.',
        'must be a loopback address (127.0.0.1, ::1, localhost), because there is no access control yet.',
      ),
    )
    .default('127.0.0.1'),
  PORT: numberBetween(0, 65_535, { isWhole: true }).optional(),
  CLOCK: oneOf(['sandbox', 'system']).default('sandbox'),
  PLAN_DIR: z.string().default('workflows/plans/19-kh-bcd'),
  DUNG_HAN_HOME: z.string().default('.'),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  LOG_FORMAT: oneOf(['json', 'text']).default('json'),
  SWEEP_SECONDS: numberBetween(0.05, 3600, { isWhole: false }).default(5),
  LAG_SECONDS: numberBetween(1, 86_400, { isWhole: false }).default(300),
  DELIVERY_LEASE_SECONDS: numberBetween(1, 3600, { isWhole: false }).default(60),
});

const defaultPort = 3000;

/** An empty variable is an absent one: that is how compose files hand on what is not set. */
const present = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

/** @throws {ConfigError} with every mistake, not only the first */
export function readConfig(environment: Environment): Config {
  const read = variables.safeParse(present(environment));
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => ({
        name: issue.path.join('.'),
        ...(JSON.parse(issue.message) as { readonly vi: string; readonly en: string }),
      })),
    );
  }
  const given = read.data;
  return {
    databaseUrl: given.DATABASE_URL,
    databaseSchema: given.DATABASE_SCHEMA,
    poolSize: given.DB_POOL_SIZE,
    redisUrl: given.REDIS_URL,
    queuePrefix: given.QUEUE_PREFIX,
    role: given.ROLE,
    host: given.HOST,
    port: given.PORT ?? (given.ROLE === 'worker' ? undefined : defaultPort),
    clock: given.CLOCK,
    planDir: resolve(given.DUNG_HAN_HOME, given.PLAN_DIR),
    logLevel: given.LOG_LEVEL,
    logFormat: given.LOG_FORMAT,
    sweepSeconds: given.SWEEP_SECONDS,
    lagSeconds: given.LAG_SECONDS,
    deliveryLeaseSeconds: given.DELIVERY_LEASE_SECONDS,
  };
}
