import { Inject, Injectable } from '@nestjs/common';
import { own } from '../core/access.js';
import { toIso } from '../core/calendar/day.js';
import type { Definition } from '../core/definition/definition.js';
import { type Given, tidy } from '../core/form/score.js';
import { problem } from '../core/problem.js';
import { scopeFor, type Scope } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { isoOrNull } from '../work/work-view.js';
import { MachinesReader } from './machines.reader.js';
import { MonitoredView } from './monitored-view.service.js';
import { RoundReader, type RoundOf } from './round.reader.js';
import { RoundService } from './round.service.js';
import type { ClassCount, Score, ScoreReason, ScoreRow, ScoresPage, ScoresQuery } from './scores.dto.js';
import { ScoresReader, type ScoreRowRead } from './scores.reader.js';
import { compared, filledIn, FIXED, givenIn, sheetOf, type Sheet } from './scores.rules.js';

type Known = { readonly definition: Definition; readonly sheet: Sheet };
type Points = Pick<ScoreRow, 'self' | 'appraised' | 'final' | 'difference' | 'criteria' | 'reasons'>;

/** A campaign's points (bảng tổng hợp điểm): what each unit gave itself, what its scorer gave it, and what was settled. */
@Injectable()
export class ScoresService {
  constructor(
    private readonly reader: ScoresReader,
    private readonly rounds: RoundService,
    private readonly round: RoundReader,
    private readonly machines: MachinesReader,
    private readonly view: MonitoredView,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async page(me: Principal, id: number, query: ScoresQuery): Promise<ScoresPage> {
    const scope = scopeFor(me);
    const of = await this.round.find(scope, id);
    if (!of) throw problem('not-found', { asked: id });
    const known = await this.known(scope, of);
    const { items, tasks, handedIn, next } = await this.rounds.page(me, id, query);
    const points = await this.points(
      scope,
      items.map((item) => item.id),
      known,
    );
    const { classes, ...totals } = await this.reader.totals(scope, of, {
      obligation: query.obligation,
      classFact: [...known.values()].flatMap(({ sheet }) => sheet.classFact ?? [])[0],
    });
    return {
      items: items.map((item) => ({ ...item, ...(points.get(item.id) ?? unscored) })),
      tasks,
      handedIn,
      ...totals,
      classes: classCounts(known, classes ?? {}),
      criteria: [
        ...new Map([...known.values()].flatMap(({ sheet }) => sheet.criteria.map((one) => [one.id, one]))).values(),
      ],
      goesTo: await this.goesTo(scope, of),
      next,
    };
  }

  private async known(scope: Scope, of: RoundOf): Promise<ReadonlyMap<string, Known>> {
    const hashes = await this.reader.definitions(scope, of);
    const definitions = await this.machines.definitions(hashes);
    return new Map(
      hashes.flatMap((hash) => {
        const definition = definitions.get(hash);
        const sheet = definition && sheetOf(definition);
        return sheet ? [[hash, { definition, sheet }]] : [];
      }),
    );
  }

  private async points(
    scope: Scope,
    ids: readonly number[],
    known: ReadonlyMap<string, Known>,
  ): Promise<ReadonlyMap<number, Points>> {
    const sheets = [...known.values()].map(({ sheet }) => sheet);
    const rows = await this.reader.rows(scope, ids, {
      self: [...new Set(sheets.flatMap(({ self }) => self.events))],
      appraisal: [...new Set(sheets.flatMap(({ appraisal }) => appraisal.events))],
    });
    return new Map(
      rows.flatMap((row) => {
        const how = known.get(row.definition);
        return how ? [[row.id, pointsOf(row, how)]] : [];
      }),
    );
  }

  private async goesTo(scope: Scope, of: RoundOf) {
    const rows = await this.reader.goesTo(scope, of);
    const items = await this.view.items(scope, rows, await this.clock.now());
    return rows.flatMap((row) => items.get(row.id) ?? []);
  }
}

const unscored: Points = { self: null, appraised: null, final: null, difference: null, criteria: [], reasons: [] };

function pointsOf(row: ScoreRowRead, { definition, sheet }: Known): Points {
  const { self, draft } = row;
  const said = (at: number | null, version: number | null, ...given: readonly Given[]): Score => {
    const chosen = given.flatMap((one) => one.class ?? [])[0] ?? null;
    return {
      points: given.flatMap((one) => one.points ?? [])[0] ?? null,
      class: chosen,
      classLabel: chosen === null ? null : (sheet.classes.get(chosen) ?? { vi: chosen, en: chosen }),
      version,
      at: isoOrNull(at),
    };
  };
  const mine =
    self &&
    said(row.selfAt, row.selfVersion, givenIn(definition, self.type, self), filledIn(sheet.self, row.selfAnswers));
  const appraised =
    draft &&
    said(
      row.draftAt,
      row.draftVersion,
      givenIn(definition, draft.type, draft),
      filledIn(sheet.appraisal, row.draftAnswers),
    );
  const isFixed = draft !== null && row.tags.some((tag) => FIXED.some((one) => one === tag));
  const final = isFixed ? said(row.fixedAt, row.draftVersion, givenIn(definition, draft.type, row.facts)) : null;
  const last = (final ?? appraised)?.points ?? null;
  const given = mine?.points ?? null;
  return {
    self: mine,
    appraised,
    final,
    difference: last === null || given === null ? null : tidy(last - given),
    criteria: [...compared(sheet, { self: row.selfAnswers, appraisal: row.draftAnswers })],
    reasons: row.reasons.map((one) => reasonOf(one, definition)),
  };
}

const reasonOf = ({ event, at, reason }: ScoreRowRead['reasons'][number], { events }: Definition): ScoreReason => ({
  event,
  label: own(events, event)?.label ?? { vi: event, en: event },
  at: toIso(at),
  reason,
});

/** As the forms list them; what they do not list stands behind. */
function classCounts(known: ReadonlyMap<string, Known>, counts: Readonly<Record<string, number>>): ClassCount[] {
  const labels = new Map([...known.values()].flatMap(({ sheet }) => [...sheet.classes]));
  return [...new Set([...labels.keys(), ...Object.keys(counts)])].map((id) => ({
    class: id,
    label: labels.get(id) ?? { vi: id, en: id },
    units: own(counts, id) ?? 0,
  }));
}
