import { calendarFromData, type Calendar, type CalendarData } from '../core/calendar/calendar.js';
import type { Definition } from '../core/definition/definition.js';
import { makeMachine, type Machine } from '../core/definition/machine.js';
import type { FindMachine } from '../core/consequences.js';
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

  /** Refuses to start when a running instance's definition or calendar is not stored, or does not compile. */
  async check(sql: Pick<Sql, 'query'>): Promise<void> {
    const lost = await sql.query<Pinned>(missing, []);
    const [first] = lost;
    if (first)
      throw new MissingDefinition(
        `${lost.length} running definition(s) are not stored, first ${first.definition} with calendar ${first.calendar}`,
      );
    const running = await sql.query<Pinned>(
      { name: 'dh_running', text: `select distinct definition, calendar from instance where status <> 'done'` },
      [],
    );
    await this.load(sql, { definitions: running.map((r) => r.definition), calendars: running.map((r) => r.calendar) });
    running.forEach((pinned) => this.find(pinned));
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
