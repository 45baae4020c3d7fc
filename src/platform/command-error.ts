/** Exit codes of every process (sysexits.h, and 1 for a check that failed). */
export const exits = {
  failedCheck: 1,
  badUsage: 64,
  badInput: 65,
  unavailable: 69,
  faultOfProgram: 70,
  outputFailed: 74,
  badConfiguration: 78,
} as const;

/** A command that did not do what it was asked, in a sentence for whoever asked. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(kind: keyof typeof exits, message: string) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exits[kind];
  }
}
