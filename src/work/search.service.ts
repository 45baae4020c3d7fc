import { Injectable } from '@nestjs/common';
import { knowsUnit, plansWhere, scopeFor, type Scope } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { DefinitionReader, type DefinitionHead, type DefinitionHeads } from './definition.reader.js';
import type { FoundClause, FoundUnit, FoundWork, SearchQuery, SearchView } from './search.dto.js';
import { SearchReader, type MaskedDefinition, type UnitRow } from './search.reader.js';
import { distance, fullMask, maskIn, obligationTexts, saidBy, tokensOf } from './search.rules.js';
import { standLabel } from './stage-labels.rules.js';
import { isoOrNull, obligationName, timelinessView, unitName } from './work-view.js';
import type { WorkRow } from './work.reader.js';

type Found = { readonly head: DefinitionHead; readonly mask: number };

/** Everything that is called so: units, obligations, what runs, clauses of plans; of each only what somebody may see. */
@Injectable()
export class Search {
  /** What definitions are found by. A hash never changes its meaning. */
  private readonly said = new Map<string, string>();

  constructor(
    private readonly reader: SearchReader,
    private readonly definitions: DefinitionReader,
  ) {}

  async search(me: Principal, { q, plan, limit }: SearchQuery): Promise<SearchView> {
    const scope = scopeFor(me);
    const tokens = tokensOf(q);
    const words = { tokens, plan };
    const heads = await this.definitions.all();
    const masked = [...heads.values()].map((head) => ({ head, mask: maskIn(this.saidOf(head), tokens) }));
    const units = await this.reader.units(words);
    const whole = fullMask(tokens);
    const shown = units.filter((unit) => unit.mask === whole && seesUnit(scope, unit)).sort(nearest(q));
    const meant = units.some(({ mask }) => mask === whole) ? [] : await this.reader.alike(q, plan, limit);
    const definitions = masked.map(({ head, mask }): MaskedDefinition => ({ hash: head.hash, mask }));
    const ofUnits = units.length === 0 ? [] : await this.reader.ofUnits(scope, words, { units, definitions, limit });
    const named = definitions.filter(({ mask }) => mask > 0);
    const kinds = scope === 'all' || scope.plans.length > 0 ? ['occurrence'] : ['occurrence', 'task'];
    const byName = (some: readonly string[]): Promise<readonly WorkRow[]> =>
      named.length === 0
        ? Promise.resolve([])
        : this.reader.ofDefinitions(scope, words, { kinds: some, definitions: named, limit });
    const work = [...ofUnits, ...(await byName(kinds))];
    const series = await byName(['series']);
    const found = distinct(work, ({ id }) => id).slice(0, limit);
    isShown([...series, ...found]);
    return {
      units: shown.slice(0, limit).map(unitView),
      obligations: series.map((row) => workView(row, heads)),
      work: found.map((row) => workView(row, heads)),
      clauses: clausesOf(masked, plansWhere(me, 'plans.read'), { tokens, plan }).slice(0, limit),
      meant: meant.filter((unit) => seesUnit(scope, unit)).map(unitView),
    };
  }

  private saidOf(head: DefinitionHead): string {
    const known = this.said.get(head.hash);
    if (known !== undefined) return known;
    const made = saidBy(obligationTexts(head));
    this.said.set(head.hash, made);
    return made;
  }
}

const seesUnit = (scope: Scope, { plan, code: unit }: UnitRow): boolean => knowsUnit(scope, { plan, unit });

const nearest =
  (asked: string) =>
  (a: UnitRow, b: UnitRow): number =>
    distance(namesOf(a), asked) - distance(namesOf(b), asked) || (a.code < b.code ? -1 : 1);
const namesOf = ({ name, short, code }: UnitRow): string[] => [
  name.vi,
  name.en,
  code,
  ...(short === null ? [] : [short]),
];

const unitView = ({ plan, code, name, short, kind }: UnitRow): FoundUnit => ({ plan, code, name, short, kind });

function workView(row: WorkRow, heads: DefinitionHeads): FoundWork {
  const head = heads.get(row.definition);
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    plan: row.plan,
    obligation: row.obligation,
    ...obligationName(head, row.obligation),
    period: row.period,
    unit: unitName(row),
    status: row.status,
    stageLabel: standLabel(head, row),
    timeliness: timelinessView(row),
    due: isoOrNull(row.due),
  };
}

/** By their number, or by what comes from them. A plan's duties are no secret to whoever has a post in it. */
function clausesOf(
  found: readonly Found[],
  plans: readonly string[] | undefined,
  { tokens, plan }: { readonly tokens: readonly string[]; readonly plan: string | undefined },
): FoundClause[] {
  const whole = fullMask(tokens);
  const clauses = new Map<string, FoundClause>();
  for (const { head, mask } of found) {
    const { clause, obligation, label } = head;
    const isSeen = (plans?.includes(head.plan) ?? true) && (plan === undefined || plan === head.plan);
    if (!isSeen || mask !== whole) continue;
    const place = `${head.plan} ${clause}`;
    const known = clauses.get(place) ?? { plan: head.plan, clause, obligations: [] };
    // Of several versions of an obligation one is named.
    if (!known.obligations.some((one) => one.obligation === obligation)) known.obligations.push({ obligation, label });
    clauses.set(place, known);
  }
  return [...clauses.values()].sort((a, b) => (a.clause < b.clause ? -1 : a.clause > b.clause ? 1 : 0));
}

function distinct<Row>(rows: readonly Row[], keyOf: (row: Row) => unknown): readonly Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
