import { z } from 'zod';
import { numberBetween } from './settings.js';

export interface FileSettings {
  readonly files: {
    /** Bytes of one attachment. */
    readonly largest: number;
    /** Days that an attachment which nothing names is kept. */
    readonly waitingDays: number;
    /** The command that looks for viruses, in words; undefined: nothing looks. */
    readonly scan: readonly string[] | undefined;
  };
}

export const fileVariables = {
  FILE_LARGEST_MB: numberBetween(1, 500, { isWhole: true }).default(25),
  FILE_WAITING_DAYS: numberBetween(1, 3650, { isWhole: true }).default(60),
  FILE_SCAN: z.string().optional(),
};

export function filesOf(given: z.infer<z.ZodObject<typeof fileVariables>>): FileSettings {
  const scan = (given.FILE_SCAN ?? '').split(/\s+/).filter(Boolean);
  return {
    files: {
      largest: given.FILE_LARGEST_MB * 1024 * 1024,
      waitingDays: given.FILE_WAITING_DAYS,
      scan: scan.length > 0 ? scan : undefined,
    },
  };
}
