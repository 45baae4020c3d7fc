import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { exits } from './command-error.js';
import { fileVariables, filesOf, type FileSettings } from './file-settings.js';
import { limitVariables, limitsOf, type LimitSettings } from './limit-settings.js';
import { type OidcConfig, oidcConfig, oidcMistakes, oidcVariables, unreadableMapping } from './oidc-config.js';
import { numberBetween, oneOf, saidIn, say, urlOf } from './settings.js';

export type Role = 'api' | 'worker' | 'all';
export type ClockKind = 'sandbox' | 'system';

export interface Config extends LimitSettings, FileSettings {
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
  /** Where the build has put the pages. */
  readonly webDir: string;
  /** What a sandbox has lived through before its first guest comes in. */
  readonly lived: 'half-year' | 'none';
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** Seconds between a worker's own looks at what is due, whatever the queue remembers. */
  readonly sweepSeconds: number;
  /** The live check fails when the oldest overdue timer or undelivered letter is older than this. */
  readonly lagSeconds: number;
  /** Where people reach it, without a slash at its end; undefined: at the address it listens on, without TLS. */
  readonly publicUrl: string | undefined;
  /** Cookies travel over TLS only. */
  readonly isSecure: boolean;
  /** Where mail goes out, and from whom; undefined: none is sent. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  /** 32 bytes that what must be read again is kept under (secrets of authenticators); undefined: nothing such is kept. */
  readonly secretKey: Buffer | undefined;
  /** Sign-in elsewhere (OpenID Connect); undefined: by passwords only. */
  readonly oidc: OidcConfig | undefined;
  /** Undefined: a public client. */
  readonly oidcClientSecret: string | undefined;
  /** Proxies in front of it, whose word about the caller's address is taken. */
  readonly trustProxy: number;
  /** Signs the daily seal of all chains: base64 of an Ed25519 key (PKCS #8). Undefined: nothing is sealed. */
  readonly auditKey: string | undefined;
  /** The folder that seals leave the database to. */
  readonly auditDir: string | undefined;
  /** The address that seals are sent to. */
  readonly auditMail: string | undefined;
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

function isSigningKey(text: string): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), type: 'pkcs8', format: 'der' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** An address to listen on, or the name of one. */
const isHost = (host: string): boolean => isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(host);

const isKey = (text: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === 32;

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
      isHost,
      say(
        'phải là địa chỉ IP hoặc tên máy, ví dụ 127.0.0.1 hoặc 0.0.0.0.',
        'must be an IP address or a host name, such as 127.0.0.1 or 0.0.0.0.',
      ),
    )
    .default('127.0.0.1'),
  PORT: numberBetween(0, 65_535, { isWhole: true }).optional(),
  CLOCK: oneOf(['sandbox', 'system']).default('sandbox'),
  PLAN_DIR: z.string().default('workflows/plans/19-kh-bcd'),
  SANDBOX_LIVED: oneOf(['half-year', 'none']).default('half-year'),
  DUNG_HAN_HOME: z.string().default('.'),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  LOG_FORMAT: oneOf(['json', 'text']).default('json'),
  SWEEP_SECONDS: numberBetween(0.05, 3600, { isWhole: false }).default(5),
  LAG_SECONDS: numberBetween(1, 86_400, { isWhole: false }).default(300),
  PUBLIC_URL: urlOf(['https', 'http'], 'https://dunghan.example.vn').optional(),
  TRUST_PROXY: numberBetween(0, 10, { isWhole: true }).default(0),
  SMTP_URL: urlOf(['smtp', 'smtps'], 'smtp://user:password@mail.example.vn:587').optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\s@<>,;"]+@[^\s@<>,;"]+$/,
      say(
        'phải là một địa chỉ thư, ví dụ dung-han@example.vn.',
        'must be an e-mail address, such as dung-han@example.vn.',
      ),
    )
    .optional(),
  SECRET_KEY: z
    .string()
    .refine(
      isKey,
      say(
        'phải là 32 byte viết bằng base64, ví dụ kết quả của: openssl rand -base64 32.',
        'must be 32 bytes in base64, such as openssl rand -base64 32 gives.',
      ),
    )
    .optional(),
  AUDIT_KEY: z
    .string()
    .refine(
      isSigningKey,
      say(
        'phải là khoá Ed25519, tạo bằng lệnh dung-han audit key.',
        'must be an Ed25519 key, made by dung-han audit key.',
      ),
    )
    .optional(),
  AUDIT_DIR: z.string().optional(),
  AUDIT_MAIL: z
    .string()
    .regex(
      /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/,
      say('phải là một địa chỉ thư điện tử.', 'must be an e-mail address.'),
    )
    .optional(),
  DELIVERY_LEASE_SECONDS: numberBetween(1, 3600, { isWhole: false }).default(60),
  ...limitVariables,
  ...fileVariables,
  ...oidcVariables,
});

const defaultPort = 3000;

/** An empty variable is an absent one: that is how compose files hand on what is not set. */
const present = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

/** Mail needs somebody whom it comes from; a sign-in elsewhere a way back. */
const consistent = variables.superRefine((given, context) => {
  for (const [name, message] of oidcMistakes(given)) context.addIssue({ code: 'custom', path: [name], message });
  const { SMTP_URL, MAIL_FROM } = given;
  if (SMTP_URL === undefined || MAIL_FROM !== undefined) return;
  const message = say(
    'còn thiếu khi đã có SMTP_URL, ví dụ dung-han@example.vn.',
    'is missing where SMTP_URL is set, for example dung-han@example.vn.',
  );
  context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message });
});

/** What only whoever serves people in production cannot do without. */
const served = consistent.superRefine((given, context) => {
  const { CLOCK, ROLE, SECRET_KEY } = given;
  const unread = unreadableMapping(given);
  if (unread !== undefined) context.addIssue({ code: 'custom', path: ['OIDC_MAPPING'], message: unread });
  if (CLOCK !== 'system' || ROLE === 'worker' || SECRET_KEY !== undefined) return;
  const message = say(
    'còn thiếu: cần 32 byte viết bằng base64, ví dụ kết quả của: openssl rand -base64 32.',
    'is missing: 32 bytes in base64, such as openssl rand -base64 32 gives.',
  );
  context.addIssue({ code: 'custom', path: ['SECRET_KEY'], message });
});

/**
 * `isServing`: for an application, and not for a command that only works on the database.
 *
 * @throws {ConfigError} with every mistake, not only the first
 */
export function readConfig(environment: Environment, { isServing = false } = {}): Config {
  const read = (isServing ? served : consistent).safeParse(present(environment));
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => ({
        name: issue.path.join('.'),
        ...saidIn(issue.message),
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
    webDir: resolve(given.DUNG_HAN_HOME, 'dist', 'web'),
    lived: given.CLOCK === 'sandbox' ? given.SANDBOX_LIVED : 'none',
    logLevel: given.LOG_LEVEL,
    logFormat: given.LOG_FORMAT,
    sweepSeconds: given.SWEEP_SECONDS,
    lagSeconds: given.LAG_SECONDS,
    deliveryLeaseSeconds: given.DELIVERY_LEASE_SECONDS,
    publicUrl: given.PUBLIC_URL?.replace(/\/+$/, ''),
    isSecure: given.PUBLIC_URL?.startsWith('https:') ?? false,
    mail:
      given.SMTP_URL !== undefined && given.MAIL_FROM !== undefined
        ? { url: given.SMTP_URL, from: given.MAIL_FROM }
        : undefined,
    secretKey: given.SECRET_KEY === undefined ? undefined : Buffer.from(given.SECRET_KEY, 'base64'),
    oidc: oidcConfig(given, isServing),
    oidcClientSecret: given.OIDC_CLIENT_SECRET,
    trustProxy: given.TRUST_PROXY,
    auditKey: given.AUDIT_KEY,
    auditMail: given.AUDIT_MAIL,
    auditDir: given.AUDIT_DIR === undefined ? undefined : resolve(given.DUNG_HAN_HOME, given.AUDIT_DIR),
    ...limitsOf(given),
    ...filesOf(given),
  };
}
