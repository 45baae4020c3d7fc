import { SERIES } from '../../plan/assemble.js';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import { fieldSchema, type Action, type SimpleGuard } from '../schema.js';
import { actionsIn, guardsIn, type Chart, type Link } from './chart.js';
import type { FieldKind, Subject } from './duties.js';
import { fieldsAt, kindOf } from './fields.js';
import { finding } from './rules.js';

type Reads = { readonly field: string; readonly at: Path; readonly kinds?: readonly FieldKind[] };

const days: readonly FieldKind[] = ['day', 'instant'];
const plain = fieldSchema.shape.type.options.filter((kind) => kind !== 'units');

/** Actions stand where they may, and read from the event what it carries. */
export function* effects(chart: Chart, subject: Subject): Generator<Finding> {
  const { source, lifecycle } = chart;
  const isSeries = lifecycle.lifecycle === SERIES;
  for (const { action, at, node, link } of actionsIn(chart)) {
    const where = { source, path: [...at, 'type'] };
    if (action.type === 'notice.send' && !link) yield finding('notice-on-entry', where, { state: node.path });
    if (action.type === 'occurrence.open' && !isSeries) yield finding('series-only', where, { what: action.type });
    yield* read(chart, subject, link, readsOf(action, [...at, 'params']));
  }
  for (const { guard, at, link } of guardsIn(chart)) {
    if (guard.type === 'schedule.ended' && !isSeries)
      yield finding('series-only', { source, path: [...at, 'type'] }, { what: guard.type });
    const params = [...at, 'params'];
    if (!('params' in guard) || !('field' in guard.params) || !link) continue;
    const kinds = guard.type === 'event.day' ? { kinds: days } : {};
    yield* read(chart, subject, link, [{ field: guard.params.field, at: [...params, 'field'], ...kinds }]);
    yield* choices(chart, link, guard, params);
  }
  for (const [name, rule] of Object.entries(lifecycle.windows ?? {}))
    if ('schedule' in rule && !isSeries)
      yield finding('series-only', { source, path: ['windows', name, 'schedule'] }, { what: 'schedule' });
}

/** What an action reads from the event, and of which kinds it can make use. */
function readsOf(action: Action, params: Path): readonly Reads[] {
  const at = [...params, 'field'];
  switch (action.type) {
    case 'fact.keep':
      return action.params.fields.map((field, index) => ({ field, at: [...params, 'fields', index], kinds: plain }));
    case 'deadline.set':
      return 'field' in action.params ? [{ field: action.params.field, at, kinds: days }] : [];
    case 'deadline.sub':
      return action.params.field === undefined ? [] : [{ field: action.params.field, at, kinds: days }];
    case 'source.listen':
      return [{ field: action.params.field, at, kinds: ['instance'] }];
    case 'unit.set':
      return [{ field: action.params.field, at, kinds: ['unit'] }];
    case 'tasks.open':
      return (['units', 'name'] as const).flatMap((what) => {
        const field = action.params?.[what]?.field;
        const kinds: readonly FieldKind[] = what === 'units' ? ['unit', 'units'] : ['name'];
        return field === undefined ? [] : [{ field, at: [...params, what, 'field'], kinds }];
      });
    default:
      return [];
  }
}

function* read(chart: Chart, subject: Subject, link: Link | undefined, reads: readonly Reads[]): Generator<Finding> {
  if (reads.length === 0) return;
  const fields = fieldsAt(chart, subject, link);
  const event = link?.kind === 'on' ? link.name : '';
  for (const { field, at, kinds } of reads) {
    const kind = kindOf(fields, field);
    const where = { source: chart.source, path: at };
    if (kind === undefined) {
      const known = fields === 'any' ? [] : [...fields.keys()];
      yield finding('unknown-field', where, { field, event, known }, nearest(field, known));
    } else if (kinds && kind !== 'any' && !kinds.includes(kind))
      yield finding('field-type', where, { field, type: kind, expected: kinds });
  }
}

/** A choice is compared with one of its values. */
function* choices(chart: Chart, link: Link, guard: SimpleGuard, params: Path): Generator<Finding> {
  if (guard.type !== 'event.is') return;
  const spec = chart.lifecycle.events?.[link.name]?.carries?.[guard.params.field];
  const known = spec?.choices;
  const value = String(guard.params.equals);
  if (known && !known.includes(value))
    yield finding(
      'unknown-choice',
      { source: chart.source, path: [...params, 'equals'] },
      { field: guard.params.field, value, known },
      nearest(value, known),
    );
}
