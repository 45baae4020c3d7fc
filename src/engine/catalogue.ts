import { calendarFromData, type Calendar, type CalendarData } from '../core/calendar/calendar.js';
import type { Definition } from '../core/definition/definition.js';
import { makeMachine, type Machine } from '../core/definition/machine.js';
import type { FindMachine } from '../core/consequences.js';
import { exits } from '../platform/command-error.js';
import type { Sql, Statement } from './ports.js';

type Pinned = { readonly definition: string; readonly calendar: string };

const readDefinitions: Statement = {
  name: 'dh_definitions',
  text: 'select hash, body from definition where hash = any($1)',
};
const readCalendars: Statement = { name: 'dh_calendars', text: 'select id, body from calendar where id = any($1)' };
const missing: Statement = {
  name: 'dh_missing',
  text: `select distinct i.definition, i.calendar from instance i where i.status <> 'done'
    and (not exists (select from definition d where d.hash = i.definition) or not exists (select from calendar c where c.id = i.calendar))`,
};

/** A running instance is pinned to something that is not stored: to go on would be to guess. */
export class MissingDefinition extends Error {
  readonly code = 'definition-missing';
  readonly exitCode = exits.unavailable;
}

/** What it is pinned to is stored, and this build cannot run it. */
export class BrokenDefinition extends Error {
  readonly code = 'definition-broken';
  readonly exitCode = exits.unavailable;
}

/** Definitions and calendars by content hash, compiled once. They never change, so what is known stays known. */
export class Catalogue {
  private readonly definitions = new Map<string, Definition>();
  private readonly calendars = new Map<string, Calendar>();
  private readonly machines = new Map<string, Machine>();

  /** Reads what is not known yet, on the caller's own connection: a transaction never waits for a second one. */
  async load(
    sql: Pick<Sql, 'query'>,
    pinned: { readonly definitions: Iterable<string>; readonly calendars: Iterable<string> },
  ): Promise<void> {
    const hashes = [...new Set(pinned.definitions)].filter((hash) => !this.definitions.has(hash));
    const ids = [...new Set(pinned.calendars)].filter((id) => !this.calendars.has(id));
    if (hashes.length > 0)
      for (const { hash, body } of await sql.query<{ hash: string; body: Definition }>(readDefinitions, [hashes]))
        this.definitions.set(hash, body);
    if (ids.length > 0)
      for (const { id, body } of await sql.query<{ id: string; body: CalendarData }>(readCalendars, [ids]))
        this.calendars.set(id, calendarFromData(body));
  }

  /**
   * Whoever is to move what runs asks this first.
   * @throws MissingDefinition, BrokenDefinition when a running instance's definition or calendar is not stored, or does
   * not compile
   */
  async check(sql: Pick<Sql, 'query'>): Promise<void> {
    const lost = await sql.query<Pinned>(missing, []);
    const [first] = lost;
    if (first) throw new MissingDefinition(notStored(lost.length, first));
    const running = await sql.query<Pinned>(
      { name: 'dh_running', text: `select distinct definition, calendar from instance where status <> 'done'` },
      [],
    );
    await this.load(sql, { definitions: running.map((r) => r.definition), calendars: running.map((r) => r.calendar) });
    for (const pinned of running) this.compile(pinned);
  }

  private compile(pinned: Pinned): void {
    try {
      this.find(pinned);
    } catch (cause) {
      throw new BrokenDefinition(notCompiling(pinned, cause), { cause });
    }
  }

  definition(hash: string): Definition {
    const definition = this.definitions.get(hash);
    if (!definition) throw new MissingDefinition(`definition ${hash} is not stored`);
    return definition;
  }

  readonly find: FindMachine = ({ definition, calendar }) => {
    const name = `${definition} ${calendar}`;
    const known = this.machines.get(name);
    if (known) return known;
    const days = this.calendars.get(calendar);
    if (!days) throw new MissingDefinition(`calendar ${calendar} is not stored`);
    const machine = makeMachine(this.definition(definition), days);
    this.machines.set(name, machine);
    return machine;
  };
}

const notStored = (count: number, { definition, calendar }: Pinned): string =>
  `${count} định nghĩa hoặc lịch của việc đang chạy không có trong cơ sở dữ liệu, đầu tiên là định nghĩa ${definition} với lịch ${calendar}. / ${count} running definition(s) are not stored, first ${definition} with calendar ${calendar}.`;

function notCompiling({ definition }: Pinned, cause: unknown): string {
  const why = cause instanceof Error ? cause.message : String(cause);
  return `Bản chương trình này không chạy được định nghĩa ${definition} của việc đang chạy (${why}). / This build cannot run the definition ${definition} of what runs (${why}).`;
}
