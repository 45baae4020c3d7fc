import { bornAgain, again } from '../core/birth.js';
import { toIso } from '../core/calendar/day.js';
import { workIn } from '../core/definition/graph.js';
import type { Entry } from '../core/instance.js';
import type { EngineHouse } from '../engine/create-engine.js';
import type { Scope } from '../people/access.rules.js';
import type { DescribeInstance, InstanceName } from './describe-instance.service.js';
import type { PassedState, PathView } from './lifecycles.dto.js';

type Row = Omit<Entry, 'effectiveAt' | 'bodyDigest'> & {
  readonly effectiveAt: number | null;
  readonly bodyDigest: string | null;
};

/** Of one instance, from its opening on. */
const history = {
  name: 'dh_path_history',
  text: `select i.key as instance, h.seq, h.kind, h.key, h.at, h.effective_at as "effectiveAt", h.actor, h.event,
      h.body_digest as "bodyDigest", h.tags, h.due, h.unit, h.stage, h.hash
    from history h join instance i on i.id = h.instance_id where h.instance_id = $1 order by h.seq limit $2`,
};
/** More than any instance has that people look at. */
const MOST = 5_000;

/** The way that an instance went through its statechart: its history played again, and where each row has led. */
export class InstancePath {
  constructor(
    private readonly house: Pick<EngineHouse, 'transactions' | 'catalogue'>,
    private readonly instances: DescribeInstance,
  ) {}

  async path(scope: Scope, name: InstanceName): Promise<PathView> {
    const row = await this.instances.seen(scope, name);
    const { transactions, catalogue } = this.house;
    const rows = await transactions.query<Row>(history, [row.id, MOST]);
    const calendars = rows.flatMap(({ event }) => (typeof event['calendar'] === 'string' ? [event['calendar']] : []));
    await catalogue.load(transactions, { definitions: [row.definition], calendars: [row.calendar, ...calendars] });
    return {
      id: row.id,
      key: row.key,
      definition: row.definition,
      status: row.status,
      now: [...workIn(row.snapshot.value)],
      steps: stepsOf(
        rows.map(entryOf),
        (zero) => bornAgain(zero, catalogue.find),
        (all, next) => again(all, next, catalogue.find),
      ),
    };
  }
}

const entryOf = ({ effectiveAt, bodyDigest, ...rest }: Row): Entry => ({
  ...rest,
  ...(effectiveAt !== null && { effectiveAt }),
  ...(bodyDigest !== null && { bodyDigest }),
});

type Played = ReturnType<typeof bornAgain>;

/** Each time that it came to stand elsewhere, by what, and until when. */
function stepsOf(
  [zero, ...rest]: readonly Entry[],
  begin: (zero: Entry) => Played,
  goOn: (all: Played, entry: Entry) => void,
): PassedState[] {
  if (!zero) return [];
  const all = begin(zero);
  const steps: PassedState[] = [stepOf(all, zero)];
  for (const entry of rest) {
    goOn(all, entry);
    const last = steps.at(-1);
    const next = stepOf(all, entry);
    if (last && last.states.join(' ') === next.states.join(' ')) continue;
    if (last) last.until = next.at;
    steps.push(next);
  }
  return steps;
}

const stepOf = ({ instance }: Played, { seq, at, event }: Entry): PassedState => ({
  seq,
  at: toIso(at),
  until: null,
  by: event.type,
  states: [...workIn(instance.snapshot.value)],
});
