import { baseOf, isAnchorName, type DateExpr } from '../../calendar/date-expr.js';
import type { Act } from '../../plan/schema.js';
import type { Finding, Path, Source } from '../finding.js';
import { nearest } from '../nearest.js';
import { timelinessTags } from '../schema.js';
import type { Chart } from './chart.js';
import type { Subject } from './duties.js';
import { anchorsOf } from './fields.js';
import { finding } from './rules.js';
import { workTags } from './words.js';

/** From when to count an act besides the anchors that every date has. */
const moments = ['entered', 'working-end', 'legal-end'];

/** The synthetic people of a rehearsal do what the lifecycles let people do. */
export function* acts(subject: Subject): Generator<Finding> {
  const { rehearsal, sources } = subject.bundle;
  const source = sources.rehearsal;
  if (!rehearsal || !source) return;
  for (const [index, act] of rehearsal.acts.entries()) {
    const at = ['acts', index];
    const chart = subject.charts.get(act.lifecycle);
    const known = [...subject.charts.keys()];
    if (!chart) {
      const where = { source, path: [...at, 'lifecycle'] };
      yield finding('unknown-lifecycle', where, { name: act.lifecycle }, nearest(act.lifecycle, known));
    } else yield* actOf(act, at, { source, chart, subject });
  }
}

type Scene = { readonly source: Source; readonly chart: Chart; readonly subject: Subject };

function* actOf(act: Act, at: Path, scene: Scene): Generator<Finding> {
  const { source, chart, subject } = scene;
  const lifecycle = chart.lifecycle.lifecycle;
  const tags = new Set([...workTags(chart), ...timelinessTags]);
  for (const key of ['when', 'unless'] as const)
    for (const [i, tag] of (act[key] ?? []).entries())
      if (!tags.has(tag) && !/^escalated-\d$/.test(tag))
        yield finding('unknown-tag', { source, path: [...at, key, i] }, { name: tag, lifecycle }, nearest(tag, tags));
  // Which lifecycle runs an obligation whose own is unknown nobody can say.
  const unread = subject.posts.filter((post) => !subject.charts.has(post.lifecycle));
  const running = [...subject.running(lifecycle), ...unread].map(({ id }) => id);
  for (const [i, id] of (act.obligations ?? []).entries())
    if (!running.includes(id))
      yield finding(
        'unknown-obligation',
        { source, path: [...at, 'obligations', i] },
        { name: id },
        nearest(id, running),
      );
  yield* datesOf(act, at, scene);
  const events = chart.lifecycle.events ?? {};
  const spec = Object.hasOwn(events, act.event) ? events[act.event] : undefined;
  if (!spec) {
    const where = { source, path: [...at, 'event'] };
    yield finding('unknown-event', where, { name: act.event, lifecycle }, nearest(act.event, Object.keys(events)));
    return;
  }
  const allowed: readonly string[] = spec.by;
  if (!allowed.includes(act.by))
    yield finding('act-not-allowed', { source, path: [...at, 'by'] }, { event: act.event, by: act.by, allowed });
  if (act.effective && !(spec.onBehalf as readonly string[] | undefined)?.includes(act.by)) {
    const facts = { event: act.event, by: act.by, allowed: spec.onBehalf ?? [] };
    yield finding('act-not-allowed', { source, path: [...at, 'effective'], of: 'key' }, facts);
  }
  const carries = spec.carries ?? {};
  for (const field of Object.keys(act.carries ?? {}))
    if (!Object.hasOwn(carries, field)) {
      const facts = { field, event: act.event, known: Object.keys(carries) };
      const where = { source, path: [...at, 'carries', field], of: 'key' as const };
      yield finding('unknown-field', where, facts, nearest(field, Object.keys(carries)));
    }
  const missing = Object.entries(carries)
    .filter(([field, { optional }]) => !optional && act.carries?.[field] === undefined)
    .map(([field]) => field);
  if (missing.length > 0)
    yield finding('act-incomplete', { source, path: [...at, 'event'] }, { event: act.event, missing });
}

/** Days that an act counts from are known to some instance of its lifecycle. */
function* datesOf(act: Act, at: Path, { source, chart, subject }: Scene): Generator<Finding> {
  const fields = chart.lifecycle.events?.[act.event]?.carries ?? {};
  const spans = (['timing', 'late', 'effective'] as const).flatMap((key) => {
    const from = act[key]?.from;
    return from === undefined ? [] : [{ expr: from, path: [...at, key, 'from'] }];
  });
  const carried = Object.entries(act.carries ?? {}).flatMap(([field, value]) => {
    const type = fields[field]?.type;
    const isDate =
      (type === 'day' || type === 'instant') && value !== null && ['string', 'object'].includes(typeof value);
    return isDate ? [{ expr: value as DateExpr, path: [...at, 'carries', field] }] : [];
  });
  const posts = subject.running(chart.lifecycle.lifecycle);
  const known = new Set([...moments, ...posts.flatMap((post) => [...anchorsOf(post, subject)])]);
  for (const { expr, path } of [...spans, ...carried]) {
    const name = baseOf(expr);
    if (!isAnchorName(name) || known.has(name) || posts.length === 0) continue;
    const where = { source, path: typeof expr === 'string' ? path : [...path, 'from'] };
    yield finding(
      'unknown-anchor',
      where,
      { name, obligation: act.lifecycle, known: [...known].sort() },
      nearest(name, known),
    );
  }
}
