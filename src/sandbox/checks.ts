import { canonical } from '../core/canonical.js';
import { replay } from '../core/birth.js';
import { type FindMachine } from '../core/consequences.js';
import type { ChildCounts } from '../core/instance.js';
import type { Check, News, Standing, Verified } from './stage.js';

/** Problems of one kind that are shown; the rest is counted. */
const SHOWN = 20;

type Found = { n: number; wrong: number; readonly problems: string[] };
type Counts = Readonly<Record<string, ChildCounts>>;

/** What histories prove by themselves, without a database: the engine's own `verify` as far as memory can go. */
export class Checks {
  private readonly found = new Map<string, Found>();
  private readonly counted = new Map<string, Counts>();
  private readonly children = new Map<string, Counts>();

  constructor(private readonly find: FindMachine) {}

  see({ standing, entries }: News): void {
    const { key, seq, head, status } = standing;
    const unbroken = entries.length === seq + 1 && entries.every((entry, index) => entry.seq === index);
    this.check('sequences have no gap', unbroken, () => `${key}: ${entries.length} entries, sequence ${seq}`);
    this.check('nobody is quarantined and no errand is set aside', status !== 'quarantined', () => key);
    this.count(standing);
    if (!unbroken) return;
    const again = replay(entries, this.find);
    const same = canonical(again.instance.snapshot) === canonical(standing.snapshot);
    this.check('histories replay to the stored snapshots', same, () => key);
    const wrong = again.entries.find((entry, index) => entry.hash !== entries[index]?.hash);
    const whole = wrong === undefined && again.instance.head === head;
    this.check('hash chains are whole', whole, () => `${key}#${wrong?.seq ?? seq}`);
  }

  verified(): Verified {
    for (const [key, counts] of this.counted) {
      const actual = this.children.get(key) ?? {};
      const problem = (): string => `${key}: counted ${canonical(counts)}, there are ${canonical(actual)}`;
      this.check("parents' counts equal their children", canonical(counts) === canonical(actual), problem);
    }
    const checks = [...this.found].map(([name, { n, wrong, problems }]): Check => {
      const more = wrong > problems.length ? [`… and ${wrong - problems.length} more`] : [];
      return { name, ok: wrong === 0, n, problems: [...problems, ...more] };
    });
    return { ok: checks.every(({ ok }) => ok), checks };
  }

  private check(name: string, ok: boolean, problem: () => string): void {
    const found = this.found.get(name) ?? { n: 0, wrong: 0, problems: [] };
    this.found.set(name, found);
    found.n += 1;
    if (ok) return;
    found.wrong += 1;
    if (found.problems.length < SHOWN) found.problems.push(problem());
  }

  private count({ key, parent, group, obligation, stage, snapshot }: Standing): void {
    const own = Object.entries(snapshot.context.children).filter(([, { expected }]) => expected > 0);
    if (own.length > 0) this.counted.set(key, Object.fromEntries(own));
    // Of a chain of instances opened again, the last one counts.
    if (parent === null || snapshot.context.again !== undefined) return;
    const siblings = this.children.get(parent) ?? {};
    const name = group ?? obligation;
    const { expected, tags }: Pick<ChildCounts, 'expected' | 'tags'> = siblings[name] ?? { expected: 0, tags: {} };
    const counts = { expected: expected + 1, opened: true, tags: { ...tags, [stage]: (tags[stage] ?? 0) + 1 } };
    this.children.set(parent, { ...siblings, [name]: counts });
  }
}
