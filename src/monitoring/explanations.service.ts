import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { toIso } from '../core/calendar/day.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { placeIn, sortedPage } from '../platform/list-query.js';
import { DefinitionReader, type DefinitionHeads } from '../work/definition.reader.js';
import { obligationName, unitName } from '../work/work-view.js';
import { ExplanationReader, type ExplanationRow, type SaidRow } from './explanation.reader.js';
import type { ExplanationItem, ExplanationPage, ExplanationsQuery, ExplanationWords } from './explanations.dto.js';

const place = z.tuple([z.int(), z.int(), z.int()]);

/** Requests for an explanation, and what the units answered. */
@Injectable()
export class ExplanationsService {
  constructor(
    private readonly reader: ExplanationReader,
    private readonly definitions: DefinitionReader,
  ) {}

  async page(me: Principal, query: ExplanationsQuery): Promise<ExplanationPage> {
    const { plan, unit, pending, limit, sort } = query;
    const rows = await this.reader.list({
      ...{ scope: scopeFor(me), plan, unit, sort, place: placeIn(query, place), limit: limit + 1 },
      isPending: pending === undefined ? undefined : pending === 'true',
    });
    const { items, next } = sortedPage(rows, query, ({ at, id, seq }) => [at, id, seq]);
    isShown(items);
    const heads = await this.definitions.heads(items.map(({ definition }) => definition));
    return { items: items.map((row) => itemOf(row, heads)), next };
  }
}

const itemOf = (row: ExplanationRow, heads: DefinitionHeads): ExplanationItem => ({
  id: row.id,
  key: row.key,
  seq: row.seq,
  plan: row.plan,
  obligation: row.obligation,
  ...obligationName(heads.get(row.definition), row.obligation),
  period: row.period,
  unit: unitName(row),
  state: row.state,
  asked: wordsOf(row.asked),
  answer: row.answer && wordsOf(row.answer),
});

const wordsOf = ({ at, id, name, onBehalfOf, holder, words }: SaidRow): ExplanationWords => ({
  at: toIso(at),
  by: { id, name },
  onBehalfOf: onBehalfOf === null ? null : { id: onBehalfOf, name: holder },
  words,
});
