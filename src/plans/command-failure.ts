/** Exit codes of the command line (sysexits.h, and 1 for a check that failed). */
export const exitCodes = { failedCheck: 1, badUsage: 64, badInput: 65 } as const;

/** A command that cannot do what it was asked, in a sentence for whoever asked. */
export class CommandFailure extends Error {
  constructor(
    readonly exitCode: (typeof exitCodes)[keyof typeof exitCodes],
    message: string,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}
