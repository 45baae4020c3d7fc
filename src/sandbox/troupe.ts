import type { Heard, News, Said } from './stage.js';
import type { People, Planned, Player, Trouble } from './people.js';

/** The people of all plans that run in one house, as one company: whoever is first acts first. */
export class Troupe implements Player {
  private readonly theirs = new Map<string, People>();

  constructor(
    private readonly companies: ReadonlyMap<string, People>,
    private readonly planOf: (definition: string) => string,
  ) {}

  get troubles(): Trouble[] {
    return [...this.companies.values()].flatMap(({ troubles }) => troubles);
  }

  wake(now: number): void {
    for (const people of this.companies.values()) people.wake(now);
  }

  /** What happens in a plan that has no people of its own is news to nobody. */
  hear(news: readonly News[]): void {
    const told = new Map<People, News[]>();
    for (const one of news) {
      const people = this.companies.get(this.planOf(one.standing.definition));
      if (!people) continue;
      this.theirs.set(one.standing.key, people);
      const some = told.get(people);
      if (some) some.push(one);
      else told.set(people, [one]);
    }
    for (const [people, some] of told) people.hear(some);
  }

  next(): Planned | undefined {
    return [...this.companies.values()]
      .flatMap((people) => people.next() ?? [])
      .reduce<Planned | undefined>((first, one) => (first && !isBefore(one, first) ? first : one), undefined);
  }

  letter(planned: Planned): Said | undefined {
    return this.of(planned).letter(planned);
  }

  done(planned: Planned, heard: Heard | undefined): void {
    this.of(planned).done(planned, heard);
  }

  private of({ instance }: Planned): People {
    const people = this.theirs.get(instance);
    if (!people) throw new Error(`nobody knows ${instance}`);
    return people;
  }
}

const isBefore = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.instance < b.instance);
