import { digest } from '../core/canonical.js';
import { hasErrors, type Finding } from '../core/definition/finding.js';
import { lint } from '../core/definition/lint.js';
import { loadPlan, type PlanBundle } from '../core/plan/load.js';
import { problem, type Problem } from '../core/problem.js';
import type { Asks } from '../people/trail.js';
import type { PlanReader, StoredVersion, VersionRow, VersionsSeen } from './plan.reader.js';

export type PlanFiles = Readonly<Record<string, string>>;
/** What a plan's files say. There is no bundle where they cannot be read; what is wrong with the meaning is asked for later. */
type Known = { readonly bundle?: PlanBundle; readonly unread: readonly Finding[]; findings?: readonly Finding[] };

/** Findings that a refusal names; the rest are counted. */
const NAMED = 50;
/** Plans whose reading is kept: whoever looks at a plan looks more than once. */
const KEPT = 4;

/** The plan versions of this database, read and linted. */
export class PlanVersions {
  constructor(
    private readonly reader: PlanReader,
    private readonly known = new Map<string, Known>(),
    private readonly numbers = new Map<string, string | null>(),
  ) {}

  /** As they are to a transaction that is under way. */
  within(db: Asks): PlanVersions {
    return new PlanVersions(this.reader.within(db), this.known, this.numbers);
  }

  list(seen: VersionsSeen): Promise<readonly VersionRow[]> {
    return this.reader.versions(seen);
  }

  isAnyActive(): Promise<boolean> {
    return this.reader.isAnyActive();
  }

  active(plan: string): Promise<StoredVersion | undefined> {
    return this.reader.active(plan);
  }

  async find(plan: string, version: number, withDrafts = true): Promise<StoredVersion> {
    const stored = await this.reader.find(plan, version, withDrafts);
    if (!stored) throw problem('not-found', { plan, version });
    return stored;
  }

  /** The plan as it is written, where it can be read at all. */
  bundle(files: PlanFiles): PlanBundle {
    const { bundle } = this.read(files);
    if (!bundle) throw errors(this.findings(files));
    return bundle;
  }

  /** The number of the document; null where its files cannot be read. It is asked for with every list: each content is read once. */
  async numberOf({ plan, version, content }: VersionRow): Promise<string | null> {
    const known = this.numbers.get(content);
    if (known !== undefined) return known;
    const number = this.read((await this.find(plan, version)).files).bundle?.plan.number ?? null;
    this.numbers.set(content, number);
    return number;
  }

  /** Everything that is wrong with a plan. */
  findings(files: PlanFiles): readonly Finding[] {
    const known = this.read(files);
    known.findings ??= known.bundle ? [...known.unread, ...lint(known.bundle)] : known.unread;
    return known.findings;
  }

  /** A plan without errors, or a refusal that names them. */
  sound(files: PlanFiles): PlanBundle {
    const refusal = this.errorsOf(files);
    if (refusal) throw refusal;
    return this.bundle(files);
  }

  /** The refusal that names a plan's errors; undefined: it has none. */
  errorsOf(files: PlanFiles): Problem | undefined {
    const findings = this.findings(files);
    return hasErrors(findings) ? errors(findings) : undefined;
  }

  /** The same files are read once: what they say never changes. */
  private read(files: PlanFiles): Known {
    const content = contentOf(files);
    const known = this.known.get(content);
    if (known) return known;
    const [oldest] = this.known.keys();
    if (this.known.size >= KEPT && oldest !== undefined) this.known.delete(oldest);
    const { bundle, findings } = loadPlan(new Map(Object.entries(files)), planDirOf(files) ?? 'plans');
    const read: Known = { ...(bundle && { bundle }), unread: findings };
    this.known.set(content, read);
    return read;
  }
}

function errors(findings: readonly Finding[]): Problem {
  const found = findings.filter(({ severity }) => severity === 'error');
  return problem('plan-has-errors', { count: found.length, findings: found.slice(0, NAMED) });
}

export const contentOf = (files: PlanFiles): string => digest(files);

/** The folder of the plan among its files. */
export const planDirOf = (files: PlanFiles): string | undefined =>
  Object.keys(files)
    .map((file) => /^(.+)\/plan\.yaml$/.exec(file)?.[1])
    .find((dir) => dir !== undefined);
