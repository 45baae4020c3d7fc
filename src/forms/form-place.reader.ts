import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Context, Snapshot } from '../core/instance.js';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';

/** Where a form is filled in: an instance, as far as this room must know it. */
export type Place = {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly plan: string;
  readonly obligation: string;
  readonly period: string;
  readonly unit: string;
  readonly definition: string;
  readonly calendar: string;
  readonly status: string;
  readonly at: number;
  readonly openedAt: number;
  readonly restricted: boolean;
  readonly snapshot: Snapshot & { readonly context: Context };
};

@Injectable()
export class FormPlaceReader {
  constructor(private readonly database: DataSource) {}

  /** Undefined: it is not there, or not for these eyes. */
  async find(scope: Scope, id: number): Promise<Place | undefined> {
    const [place]: Place[] = await this.database.query(
      `select i.id::float8 as id, i.key, i.kind, i.plan, i.obligation, i.period, i.unit, i.definition, i.calendar, i.status,
         i.at::float8 as at, i.opened_at::float8 as "openedAt", i.restricted, i.snapshot
       from instance i where i.id = $1 and ${visible(2)}`,
      [id, ...visibleTo(scope)],
    );
    return place;
  }
}
