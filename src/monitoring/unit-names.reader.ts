import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

type Text = { readonly vi: string; readonly en: string };
type Name = { readonly unitName: Text | null; readonly unitShort: string | null };
export type UnitNames = (plan: string, unit: string) => Name;

/** What some units of some plans are called. */
@Injectable()
export class UnitNamesReader {
  constructor(private readonly database: DataSource) {}

  async names(places: readonly { readonly plan: string; readonly unit: string }[]): Promise<UnitNames> {
    const rows: (Name & { plan: string; code: string })[] =
      places.length === 0
        ? []
        : await this.database.query(
            `select u.plan, u.code, u.body->'name' as "unitName", u.body->>'short' as "unitShort"
             from (select distinct plan, unit from jsonb_to_recordset($1) p(plan text, unit text)) p
               join unit u on u.plan = p.plan and u.code = p.unit`,
            [JSON.stringify(places.map(({ plan, unit }) => ({ plan, unit })))],
          );
    const known = new Map(rows.map((row) => [`${row.plan}/${row.code}`, row]));
    return (plan, unit) => known.get(`${plan}/${unit}`) ?? { unitName: null, unitShort: null };
  }
}
