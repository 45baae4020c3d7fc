/** Answers when all is well; throws a sentence when not. */
export type HealthCheck = () => Promise<void> | void;

/** `live`: restart me when it fails. `ready`: send me no requests while it fails. */
export type HealthKind = 'live' | 'ready';
/** `helpful`: told beside what makes ready; while it fails, requests are answered all the same. */
type Bearing = HealthKind | 'helpful';

type HealthAnswer =
  'ok' | { readonly failing: string } | { readonly degraded: string } | { readonly preparing: string };

/** All is well, and not ready yet: a check throws this with how far it is. */
export class Preparing extends Error {}

export interface HealthReport {
  /** Told apart from `failing`, because it ends by itself. */
  readonly status: 'ok' | 'degraded' | 'preparing' | 'failing';
  readonly checks: Readonly<Record<string, HealthAnswer>>;
}

/** A check that hangs is a failing check. */
const patience = 5_000;

/** Where every room says how one can see that it is well. */
export class HealthChecks {
  private readonly checks = new Map<string, { readonly bearing: Bearing; readonly check: HealthCheck }>();

  add(name: string, check: HealthCheck, bearing: Bearing = 'ready'): void {
    if (this.checks.has(name)) throw new Error(`two health checks are called "${name}"`);
    this.checks.set(name, { bearing, check });
  }

  async report(kind: HealthKind): Promise<HealthReport> {
    const asked = [...this.checks].filter(
      ([, { bearing }]) => bearing === kind || (kind === 'ready' && bearing === 'helpful'),
    );
    const answers = await Promise.all(
      asked.map(async ([name, { bearing, check }]) => [name, answerOf(bearing, await troubleOf(check))] as const),
    );
    return { status: worst(answers.map(([, answer]) => answer)), checks: Object.fromEntries(answers) };
  }
}

const answerOf = (bearing: Bearing, trouble: Error | undefined): HealthAnswer => {
  if (trouble === undefined) return 'ok';
  const { message } = trouble;
  if (trouble instanceof Preparing) return { preparing: message };
  return bearing === 'helpful' ? { degraded: message } : { failing: message };
};

function worst(answers: readonly HealthAnswer[]): HealthReport['status'] {
  const troubles = answers.filter((answer) => answer !== 'ok');
  if (troubles.some((trouble) => 'failing' in trouble)) return 'failing';
  if (troubles.some((trouble) => 'preparing' in trouble)) return 'preparing';
  return troubles.length > 0 ? 'degraded' : 'ok';
}

/** What is wrong, in a sentence; undefined: all is well. */
async function troubleOf(check: HealthCheck): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    clearTimeout(timer);
  }
}
