import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { calendarFromData, type Calendar, type CalendarData } from '../core/calendar/calendar.js';
import type { Message } from '../engine/ports.js';
import type { Subject } from './message-facts.js';

export type About = { readonly subject: Omit<Subject, 'planName' | 'link'>; readonly calendar: Calendar };
type Row = About['subject'] & { readonly id: string; readonly calendar: string };

/** What messages are about: the instance as it stood at the sequence of the message. One statement for all of them. */
@Injectable()
export class MessageReader {
  private readonly calendars = new Map<string, Calendar>();

  constructor(private readonly database: DataSource) {}

  /** By message id; a message whose instance is gone is missing. */
  async about(messages: readonly Message[]): Promise<ReadonlyMap<string, About>> {
    const asked = messages.map(({ id, instanceId, seq }) => ({ id, instance: instanceId, seq }));
    const rows: Row[] = await this.database.query(
      `with m as materialized (select * from jsonb_to_recordset($1::jsonb) as r(id text, instance bigint, seq int)),
       d as materialized (
         select hash, body->'label' as label, body->>'clause' as clause, coalesce(body->>'owner', body->'actors'->>'secretariat') as owner
         from definition where hash in (select i.definition from m join instance i on i.id = m.instance)
       )
       select m.id, i.id::float8 as "instanceId", i.plan, i.period, i.calendar, d.label as obligation, d.clause, h.due::float8 as due,
         coalesce(u.body->'name', jsonb_build_object('vi', h.unit, 'en', h.unit)) as unit,
         coalesce(o.body->'name', jsonb_build_object('vi', d.owner, 'en', d.owner)) as owner
       from m join instance i on i.id = m.instance join d on d.hash = i.definition
         join history h on h.instance_id = m.instance and h.seq = m.seq
         left join unit u on u.plan = i.plan and u.code = h.unit left join unit o on o.plan = i.plan and o.code = d.owner`,
      [JSON.stringify(asked)],
    );
    await this.load(rows.map(({ calendar }) => calendar));
    return new Map(rows.flatMap(({ id, calendar, ...subject }) => this.known(id, calendar, subject)));
  }

  private known(id: string, calendarId: string, subject: About['subject']): [string, About][] {
    const calendar = this.calendars.get(calendarId);
    return calendar ? [[id, { subject, calendar }]] : [];
  }

  /** Calendars are named by their content: what is known stays known. */
  private async load(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.calendars.has(id));
    if (unknown.length === 0) return;
    const rows: { id: string; body: CalendarData }[] = await this.database.query(
      `select id, body from calendar where id = any($1)`,
      [unknown],
    );
    for (const { id, body } of rows) this.calendars.set(id, calendarFromData(body));
  }
}
