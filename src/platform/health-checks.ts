/** Answers when all is well; throws a sentence when not. */
export type HealthCheck = () => Promise<void> | void;

/** `live`: restart me when it fails. `ready`: send me no requests while it fails. */
export type HealthKind = 'live' | 'ready';

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, 'ok' | { readonly failing: string }>>;
}

/** A check that hangs is a failing check. */
const patience = 5_000;

/** Where every room says how one can see that it is well. */
export class HealthChecks {
  private readonly checks = new Map<string, { readonly kind: HealthKind; readonly check: HealthCheck }>();

  add(name: string, check: HealthCheck, kind: HealthKind = 'ready'): void {
    if (this.checks.has(name)) throw new Error(`two health checks are called "${name}"`);
    this.checks.set(name, { kind, check });
  }

  async report(kind: HealthKind): Promise<HealthReport> {
    const asked = [...this.checks].filter(([, entry]) => entry.kind === kind);
    const answers = await Promise.all(asked.map(async ([name, { check }]) => [name, await answerOf(check)] as const));
    const status = answers.every(([, answer]) => answer === 'ok') ? 'ok' : 'failing';
    return { status, checks: Object.fromEntries(answers) };
  }
}

async function answerOf(check: HealthCheck): Promise<HealthReport['checks'][string]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return 'ok';
  } catch (error) {
    return { failing: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
