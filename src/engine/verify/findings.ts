/** What the engine promises (design: "Invariants"); every check is filed under one of them. */
export const INVARIANTS = {
  1: 'every taken letter has one outcome; every accepted letter and fired timer is exactly one history row; sequences have no gap',
  2: "replaying an instance's history gives its stored snapshot",
  3: 'the timer table holds exactly the active delays of running instances',
  4: "every opening due has exactly its instances, and every parent's counts equal SQL's",
  5: 'every outbox effect is delivered at least once, repeats carrying the same message id',
  6: 'the chains verify',
  7: 'what a submission attaches is there and unchanged, and no file is kept for good that nothing attaches',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** Every check by its name, in the order in which they are told. Null: nothing is broken by it, but somebody must look. */
const CHECKS = {
  'every taken letter has one outcome': 1,
  'every accepted letter is one history row': 1,
  'every fired timer was pending, and is one history row': 1,
  'sequences have no gap': 1,
  'letters between instances are exactly what they caused': 1,
  'nothing belongs to an instance that is not there': 1,
  'histories replay to the stored snapshots': 2,
  'the columns of an instance say what its history says': 2,
  'definitions and calendars are what their hashes say': 2,
  'timers are exactly the pending delays': 3,
  'finished instances have no timers': 3,
  'errands are exactly what histories asked for': 4,
  'every opening has exactly its children': 4,
  "parents' counts equal their children": 4,
  'links are exactly what was asked for': 4,
  'the outbox holds exactly the notices': 5,
  'what was delivered was taken by a channel': 5,
  'hash chains are whole': 6,
  'words are those that were sent': 6,
  'what was handed in is what its letter says': 7,
  'what submissions attach is there and unchanged': 7,
  'no file is kept that nothing attaches': 7,
  'nobody is quarantined and no errand is set aside': null,
} as const satisfies Readonly<Record<string, Invariant | null>>;
export type CheckName = keyof typeof CHECKS;
const order = Object.keys(CHECKS);
/** Of what other rooms keep: told only where they were asked. */
const OTHERS = 7;

export type Check = {
  readonly name: string;
  readonly invariant: Invariant | null;
  readonly ok: boolean;
  /** What was looked at. */
  readonly n: number;
  readonly problems: readonly string[];
};
export type Verification = { readonly ok: boolean; readonly checks: readonly Check[] };

/** Problems that are named; the rest are counted. Memory does not grow with what is wrong either. */
const NAMED = 20;

type Found = { readonly invariant: Invariant | null; n: number; wrong: number; readonly problems: string[] };

const nothing = (invariant: Found['invariant']): Found => ({ invariant, n: 0, wrong: 0, problems: [] });
/** Those without a place come last. */
const placeOf = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

export class Findings {
  private readonly found = new Map<string, Found>(
    Object.entries(CHECKS)
      .filter(([, invariant]) => invariant !== OTHERS)
      .map(([name, invariant]) => [name, nothing(invariant)]),
  );

  /** So many more were looked at, and this many of them are wrong; `problems` names some. */
  add(name: string, n: number, wrong = 0, problems: readonly string[] = []): void {
    const found = this.of(name);
    found.n += n;
    found.wrong += wrong;
    found.problems.push(...problems.slice(0, NAMED - found.problems.length));
  }

  /** One was looked at. */
  see(name: CheckName, isRight: boolean, problem: () => string): void {
    if (isRight) this.add(name, 1);
    else this.add(name, 1, 1, [problem()]);
  }

  wrong(name: CheckName, problem: string): void {
    this.add(name, 0, 1, [problem]);
  }

  verification(): Verification {
    const checks = [...this.found]
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, { invariant, n, wrong, problems }]): Check => {
        const more = wrong > problems.length ? [`… and ${wrong - problems.length} more`] : [];
        return { name, invariant, ok: wrong === 0, n, problems: [...problems, ...more] };
      });
    return { ok: checks.every(({ ok }) => ok), checks };
  }

  /** A channel's own check is told with those of the outbox. */
  private of(name: string): Found {
    const known = this.found.get(name) ?? nothing(name in CHECKS ? CHECKS[name as CheckName] : 5);
    this.found.set(name, known);
    return known;
  }
}
