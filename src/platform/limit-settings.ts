import { z } from 'zod';
import { numberBetween, oneOf, say } from './settings.js';

/** Requests that are answered in a minute; 0: as many as come. */
export type Quotas = {
  /** Of one address, an IPv6 network counting as one, whoever asks. */
  readonly address: number;
  /** Of one account, by its sessions and by its tokens. */
  readonly account: number;
  /** Of these, what changes something. */
  readonly writes: number;
  /** Of these, what takes long: exports, previews, imports. */
  readonly dear: number;
};

/** How much of a caller's address the log keeps. */
export type LogAddress = 'full' | 'network' | 'none';

export interface LimitSettings {
  readonly quotas: Quotas;
  /** For so long a request is worked on; what is dear has ten times that. */
  readonly requestSeconds: number;
  /** Within this a request has arrived, its head within a quarter of it. */
  readonly receiveSeconds: number;
  /** Open at the same time; more are hung up on. */
  readonly mostConnections: number;
  readonly logAddress: LogAddress;
  /** What `/metrics` is shown for; undefined: to everybody in a sandbox, to nobody in production. */
  readonly metricsToken: string | undefined;
}

const perMinute = (usual: number) => numberBetween(0, 1_000_000, { isWhole: true }).default(usual);

export const limitVariables = {
  LIMIT_ADDRESS: perMinute(6000),
  LIMIT_ACCOUNT: perMinute(1200),
  LIMIT_WRITES: perMinute(300),
  LIMIT_DEAR: perMinute(60),
  REQUEST_SECONDS: numberBetween(0.1, 3600, { isWhole: false }).default(60),
  RECEIVE_SECONDS: numberBetween(0.1, 3600, { isWhole: false }).default(60),
  MAX_CONNECTIONS: numberBetween(1, 100_000, { isWhole: true }).default(2000),
  LOG_ADDRESS: oneOf(['full', 'network', 'none']).default('network'),
  METRICS_TOKEN: z
    .string()
    .regex(
      /^[\x21-\x7e]{16,200}$/,
      say(
        'cần từ 16 đến 200 ký tự ASCII, không có khoảng trắng.',
        'must be 16 to 200 ASCII characters without a space.',
      ),
    )
    .optional(),
};

export const limitsOf = (given: z.infer<z.ZodObject<typeof limitVariables>>): LimitSettings => ({
  quotas: {
    address: given.LIMIT_ADDRESS,
    account: given.LIMIT_ACCOUNT,
    writes: given.LIMIT_WRITES,
    dear: given.LIMIT_DEAR,
  },
  requestSeconds: given.REQUEST_SECONDS,
  receiveSeconds: given.RECEIVE_SECONDS,
  mostConnections: given.MAX_CONNECTIONS,
  logAddress: given.LOG_ADDRESS,
  metricsToken: given.METRICS_TOKEN,
});
