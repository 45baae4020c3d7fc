import { unitsIn } from '../../payload.js';
import type { Finding, Path, Source } from '../finding.js';
import { nearest } from '../nearest.js';
import { actionsIn } from './chart.js';
import type { Fields, Post, Subject } from './duties.js';
import { fieldsOf } from './fields.js';
import { finding } from './rules.js';
import { groupNamed } from './waits.js';

/** Tasks that an event names: somebody says whose they are, and whoever is named beforehand exists. */
export function* named(subject: Subject): Generator<Finding> {
  for (const post of subject.posts) yield* unitsMissing(post, subject);
  yield* unitsCarried(subject);
}

/** Without units of their own, tasks are whose the event says; so every event that opens them must say it. */
function* unitsMissing(post: Post, subject: Subject): Generator<Finding> {
  const { id, parent, tasks, at } = post;
  const chart = parent && subject.charts.get(parent.lifecycle);
  if (!chart || tasks?.units || post.kind !== 'task') return;
  for (const { action, link } of actionsIn(chart)) {
    if (action.type !== 'tasks.open') continue;
    const group = groupNamed(chart, parent, action.params?.group);
    const field = action.params?.units?.field;
    const spec = link?.kind === 'on' ? chart.lifecycle.events?.[link.name]?.carries?.[field ?? ''] : undefined;
    if ((group !== undefined && group !== id) || (field !== undefined && !spec?.optional)) continue;
    const where = { source: subject.bundle.sources.plan, path: at, of: 'key' as const };
    yield finding('units-missing', where, { tasks: id, lifecycle: chart.lifecycle.lifecycle });
    return;
  }
}

type Carried = Readonly<Record<string, unknown>>;
type Place = { readonly source: Source; readonly path: Path };

/** The units that a preview or a rehearsal lets an event name. A blank is filled in when the time comes. */
function* unitsCarried(subject: Subject): Generator<Finding> {
  const { rehearsal, sources } = subject.bundle;
  for (const { duty, at, lifecycle } of subject.posts)
    for (const [event, { carries = {} }] of Object.entries(duty.assume ?? {})) {
      const chart = subject.charts.get(lifecycle);
      const place = { source: sources.plan, path: [...at, 'assume', event, 'carries'] };
      yield* unitsExist(subject, carries, chart && fieldsOf(chart, subject, event), place);
    }
  for (const [index, { lifecycle, event, carries = {} }] of (rehearsal?.acts ?? []).entries()) {
    const chart = subject.charts.get(lifecycle);
    const source = sources.rehearsal;
    const place = source && { source, path: ['acts', index, 'carries'] };
    if (place) yield* unitsExist(subject, carries, chart && fieldsOf(chart, subject, event), place);
  }
}

function* unitsExist(
  { bundle }: Subject,
  carries: Carried,
  fields: Fields | undefined,
  { source, path }: Place,
): Generator<Finding> {
  const codes = bundle.units.units.map(({ code }) => code);
  for (const [field, value] of Object.entries(carries)) {
    const kind = fields === undefined || fields === 'any' ? undefined : fields.get(field);
    if (kind !== 'unit' && kind !== 'units') continue;
    for (const name of unitsIn(value) ?? [])
      if (!codes.includes(name)) {
        const at = Array.isArray(value) ? [...path, field, value.indexOf(name)] : [...path, field];
        yield finding('unknown-unit', { source, path: at }, { name }, nearest(name, codes));
      }
  }
}
