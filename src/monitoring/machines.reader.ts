import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Definition } from '../core/definition/definition.js';
import { makeMachine, type Machine } from '../core/definition/machine.js';
import { CalendarReader } from '../work/calendar.reader.js';

type Pinned = { readonly definition: string; readonly calendar: string };

/**
 * Definitions as they are stored, to tell whose turn it is. They are read and asked, and nothing is ever moved by them
 * here. A hash never changes its meaning, so what was read stays read.
 */
@Injectable()
export class MachinesReader {
  private readonly known = new Map<string, Definition>();
  private readonly machines = new Map<string, Machine>();

  constructor(
    private readonly database: DataSource,
    private readonly calendars: CalendarReader,
  ) {}

  /** Every definition there is: what is not known yet is all that is read. */
  all(): Promise<ReadonlyMap<string, Definition>> {
    return this.read('hash <> all($1)', [...this.known.keys()]);
  }

  async definitions(hashes: readonly string[]): Promise<ReadonlyMap<string, Definition>> {
    const missing = [...new Set(hashes)].filter((hash) => !this.known.has(hash));
    return missing.length === 0 ? this.known : this.read('hash = any($1)', missing);
  }

  private async read(which: string, hashes: readonly string[]): Promise<ReadonlyMap<string, Definition>> {
    const rows: { hash: string; body: Definition }[] = await this.database.query(
      `select hash, body from definition where ${which}`,
      [hashes],
    );
    rows.forEach(({ hash, body }) => this.known.set(hash, body));
    return this.known;
  }

  /** Of those that are stored: what is not, nobody can say anything of. */
  async find(pinned: readonly Pinned[]): Promise<(one: Pinned) => Machine | undefined> {
    const definitions = await this.definitions(pinned.map(({ definition }) => definition));
    const calendars = await this.calendars.calendars(pinned.map(({ calendar }) => calendar));
    return ({ definition: hash, calendar: id }) => {
      const name = `${hash} ${id}`;
      const definition = definitions.get(hash);
      const calendar = calendars.get(id);
      const known = this.machines.get(name);
      if (known || !definition || !calendar) return known;
      const made = makeMachine(definition, calendar);
      this.machines.set(name, made);
      return made;
    };
  }
}
