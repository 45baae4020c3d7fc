import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';
import { isOwed } from './buckets.rules.js';
import { workColumns, type WorkRow } from './work.reader.js';

type Text = { readonly vi: string; readonly en: string };
export type UnitRow = {
  readonly plan: string;
  readonly code: string;
  readonly name: Text;
  readonly short: string | null;
  readonly kind: string;
  /** Which of the words it has. */
  readonly mask: number;
};
/** A definition by which something is found, and which of the words it has. */
export type MaskedDefinition = { readonly hash: string; readonly mask: number };
type Words = { readonly tokens: readonly string[]; readonly plan: string | undefined };

const UNIT = `u.plan, u.code, u.body->'name' as name, u.body->>'short' as short, u.body->>'kind' as kind`;
/** Of many units that share a word, those that have most of the words. */
const MOST_UNITS = 300;
/** Nearer than that somebody has written it wrong. */
const LIKE = 0.4;

/** Names are looked for where they are kept, in the rows that somebody may see. */
@Injectable()
export class SearchReader {
  constructor(private readonly database: DataSource) {}

  /** Units that have some of the words. Whose they are does not matter here: what is shown of them is asked later. */
  units({ tokens, plan }: Words): Promise<readonly UnitRow[]> {
    const bits = tokens.map((_, n) => `((u.said like w.patterns[${n + 1}])::int << ${n})`);
    return this.database.query(
      `with word as (select array_agg(search_pattern(search_fold(t)) order by n) as patterns from unnest($1::text[]) with ordinality t(t, n)),
         found as (select * from (
           select u.plan, u.code, ${bits.join(' | ')} as mask from unit u cross join word w where ($2::text is null or u.plan = $2)
         ) u where mask > 0 order by bit_count(mask::bit(32)) desc, plan, code limit ${MOST_UNITS})
       select ${UNIT}, f.mask from found f join unit u on u.plan = f.plan and u.code = f.code
       order by bit_count(f.mask::bit(32)) desc, f.plan, f.code`,
      [tokens, plan ?? null],
    );
  }

  /** Those that are called nearly so. */
  alike(asked: string, plan: string | undefined, limit: number): Promise<readonly UnitRow[]> {
    return this.database.query(
      `with near as materialized (
         select u.plan, u.code, search_likeness(search_fold($1), u.said) as near from unit u where ($2::text is null or u.plan = $2)
       ), found as (select * from near where near > ${LIKE} order by near desc, plan, code limit $3)
       select ${UNIT}, 0 as mask from found f join unit u on u.plan = f.plan and u.code = f.code order by f.near desc, f.plan, f.code`,
      [asked, plan ?? null, limit],
    );
  }

  /** Tasks and occurrences of some units, which with their definition and period have all the words. */
  ofUnits(
    scope: Scope,
    { tokens, plan }: Words,
    found: {
      readonly units: readonly UnitRow[];
      readonly definitions: readonly MaskedDefinition[];
      readonly limit: number;
    },
  ): Promise<readonly WorkRow[]> {
    const { units, definitions, limit } = found;
    return this.database.query(
      `select ${workColumns} from instance i
         join unnest($9::text[], $10::text[], $11::int[]) m(plan, unit, mask) on m.plan = i.plan and m.unit = i.unit
         left join unnest($12::text[], $13::int[]) d(hash, mask) on d.hash = i.definition
         left join unit u on u.plan = i.plan and u.code = i.unit left join instance p on p.key = i.parent and ${visible(1, 'p')}
       where i.kind in ('task', 'occurrence') and ${visible(1)} and ($14::text is null or i.plan = $14)
         and (m.mask | coalesce(d.mask, 0) | ${periodMask(15)}) = (1 << cardinality($15::text[])) - 1
       order by ${isOwed()} desc, i.due desc nulls last, i.key limit $16`,
      [
        ...visibleTo(scope),
        units.map((one) => one.plan),
        units.map(({ code }) => code),
        units.map(({ mask }) => mask),
        definitions.map(({ hash }) => hash),
        definitions.map(({ mask }) => mask),
        plan ?? null,
        tokens,
        limit,
      ],
    );
  }

  /** What has all the words by its definition and its period: thousands of tasks have, and so only the kinds that are asked for. */
  ofDefinitions(
    scope: Scope,
    { tokens, plan }: Words,
    found: {
      readonly kinds: readonly string[];
      readonly definitions: readonly MaskedDefinition[];
      readonly limit: number;
    },
  ): Promise<readonly WorkRow[]> {
    const { kinds, definitions, limit } = found;
    return this.database.query(
      `select ${workColumns} from instance i
         join unnest($9::text[], $10::int[]) d(hash, mask) on d.hash = i.definition
         left join unit u on u.plan = i.plan and u.code = i.unit left join instance p on p.key = i.parent and ${visible(1, 'p')}
       where i.kind = any($11) and ${visible(1)} and ($12::text is null or i.plan = $12)
         and (d.mask | ${periodMask(13)}) = (1 << cardinality($13::text[])) - 1
       order by ${isOwed()} desc, i.due desc nulls last, i.key limit $14`,
      [
        ...visibleTo(scope),
        definitions.map(({ hash }) => hash),
        definitions.map(({ mask }) => mask),
        kinds,
        plan ?? null,
        tokens,
        limit,
      ],
    );
  }
}

/** Which of the words, the parameter of that number, the period has. */
const periodMask = (
  n: number,
): string => `(select coalesce(bit_or(1 << (n - 1)::int), 0) from unnest($${n}::text[]) with ordinality t(t, n)
  where lower(i.period) like search_pattern(lower(t)))`;
