import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';
import { hasLabel, type Label, labelOf } from '../platform/words.js';
import { DefinitionReader } from '../work/definition.reader.js';
import type { NamedWork } from '../work/instances.dto.js';
import { unitName } from '../work/work-view.js';
import type { AuditEntryInWords, AuditEntryView } from './audit.dto.js';

type Labels = Readonly<Record<string, Label>>;
type Found = {
  readonly key: string;
  readonly kind: NamedWork['kind'];
  readonly period: string;
  readonly definition: string;
  readonly unit: string;
  readonly unitName: Label | null;
  readonly unitShort: string | null;
};
type Known = { readonly work: NamedWork; readonly events: Labels; readonly stages: Labels };

/** What the trail names by ids, as people read it: work by its obligation, acts and stages by the labels of its definition, people by their names. */
@Injectable()
export class WordsReader {
  /** By the hash of a definition, which never changes its meaning. */
  private readonly events = new Map<string, Labels>();

  constructor(
    private readonly database: DataSource,
    private readonly definitions: DefinitionReader,
  ) {}

  async told(entries: readonly AuditEntryView[], scope: Scope): Promise<AuditEntryInWords[]> {
    const work = await this.work(entries, scope);
    const people = await this.people(entries);
    return entries.map((entry) => {
      const of = work.get(entry.subject ?? '');
      const named = [entry.actor, entry.onBehalfOf, entry.subject].flatMap((name) => {
        const found = people.get(name ?? '');
        return name !== null && found !== undefined ? [[name, found] as const] : [];
      });
      return {
        ...entry,
        work: of?.work ?? null,
        words: of ? wordsOf(entry, of) : {},
        people: Object.fromEntries(named),
      };
    });
  }

  /** Nothing of dossiers that whoever asks is not let into, and of those that are open to few only what a command already told of. */
  private async work(entries: readonly AuditEntryView[], scope: Scope): Promise<ReadonlyMap<string, Known>> {
    const keys = [...new Set(entries.flatMap(({ subject }) => (subject?.includes('/') ? [subject] : [])))];
    if (keys.length === 0) return new Map();
    const told = entries.flatMap(({ kind, subject }) => (kind === 'command' && subject !== null ? [subject] : []));
    const rows: Found[] = await this.database.query(
      `select i.key, i.kind, i.period, i.definition, i.unit, u.body->'name' as "unitName", u.body->>'short' as "unitShort"
       from instance i left join unit u on u.plan = i.plan and u.code = i.unit where i.key = any($1) and (not i.restricted or i.key = any($2)) and ${visible(3)}`,
      [keys, told, ...visibleTo(scope)],
    );
    const hashes = [...new Set(rows.map(({ definition }) => definition))];
    const heads = await this.definitions.heads(hashes);
    await this.readEvents(hashes);
    return new Map(
      rows.flatMap((row): [string, Known][] => {
        const head = heads.get(row.definition);
        if (!head) return [];
        const work = { kind: row.kind, label: head.label, period: row.period, unit: unitName(row) };
        return [[row.key, { work, events: this.events.get(row.definition) ?? {}, stages: head.stages }]];
      }),
    );
  }

  private async readEvents(hashes: readonly string[]): Promise<void> {
    const missing = hashes.filter((hash) => !this.events.has(hash));
    if (missing.length === 0) return;
    const rows: { readonly hash: string; readonly labels: Labels | null }[] = await this.database.query(
      `select hash, (select jsonb_object_agg(e.key, e.value->'label') from json_each(body->'events') e
         where e.value->'label' is not null) as labels from definition where hash = any($1)`,
      [missing],
    );
    rows.forEach(({ hash, labels }) => this.events.set(hash, labels ?? {}));
  }

  private async people(entries: readonly AuditEntryView[]): Promise<ReadonlyMap<string, string>> {
    const names = [...new Set(entries.flatMap(({ actor, onBehalfOf, subject }) => [actor, onBehalfOf, subject]))];
    const rows: { readonly name: string; readonly display: string }[] = await this.database.query(
      `select name, display_name as display from account where name = any($1) and display_name <> name`,
      [names.filter((name) => name !== null)],
    );
    return new Map(rows.map(({ name, display }) => [name, display]));
  }
}

/** The names in an entry that its definition has a label for, or the house has. */
function wordsOf({ before, after }: AuditEntryView, { events, stages }: Known): Record<string, Label> {
  const names = [before, after].flatMap((side) => {
    const { event, stage, tags } = (side ?? {}) as Readonly<Record<string, unknown>>;
    const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : event;
    return [type, stage, ...(Array.isArray(tags) ? (tags as unknown[]) : [])];
  });
  return Object.fromEntries(
    names.flatMap((name) => {
      if (typeof name !== 'string') return [];
      const label = events[name] ?? stages[name] ?? ofTheHouse(name);
      return label ? [[name, label] as const] : [];
    }),
  );
}

const sections = ['stages', 'timeliness', 'happenings'] as const;
function ofTheHouse(name: string): Label | undefined {
  const section = sections.find((one) => hasLabel(one, name));
  return section && labelOf(section, name);
}
