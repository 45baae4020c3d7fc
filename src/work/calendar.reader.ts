import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { calendarFromData, type Calendar, type CalendarData } from '../core/calendar/calendar.js';

/** Working calendars by the hash of what they say. They never change, so what was read stays read. */
@Injectable()
export class CalendarReader {
  private readonly known = new Map<string, Calendar>();

  constructor(private readonly database: DataSource) {}

  async calendars(ids: Iterable<string>): Promise<ReadonlyMap<string, Calendar>> {
    const missing = [...new Set(ids)].filter((id) => !this.known.has(id));
    if (missing.length > 0) {
      const rows: { id: string; body: CalendarData }[] = await this.database.query(
        'select id, body from calendar where id = any($1)',
        [missing],
      );
      rows.forEach(({ id, body }) => this.known.set(id, calendarFromData(body)));
    }
    return this.known;
  }
}
