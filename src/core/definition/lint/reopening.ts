import { SERIES } from '../../plan/assemble.js';
import type { Finding } from '../finding.js';
import type { Chart } from './chart.js';
import { finding } from './rules.js';

/** What opens a closed instance again has a reason, names a day if it names anything, and is no event of a running one. */
export function* reopenings({ lifecycle, source, links }: Chart): Generator<Finding> {
  for (const [event, { reopens, reason, carries = {} }] of Object.entries(lifecycle.events ?? {})) {
    if (reopens === undefined) continue;
    const path = ['events', event];
    const say = (problem: string) => finding('reopening', { source, path, of: 'key' }, { event, problem });
    if (lifecycle.lifecycle === SERIES) yield say('series');
    if (reason !== 'required') yield say('reason');
    const taken = links.find(({ kind, name }) => kind === 'on' && name === event);
    if (taken) yield finding('reopening', { source, path: taken.at, of: 'key' }, { event, problem: 'running' });
    if (reopens === true) continue;
    const field = reopens.deadline;
    const where = { source, path: [...path, 'reopens', 'deadline'] };
    const type = Object.hasOwn(carries, field) ? carries[field]?.type : undefined;
    if (type === undefined) yield finding('unknown-field', where, { field, event, known: Object.keys(carries) });
    else if (type !== 'day' && type !== 'instant')
      yield finding('field-type', where, { field, type, expected: ['day', 'instant'] });
  }
}
