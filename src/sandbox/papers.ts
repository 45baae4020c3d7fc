import { canonical, sha256, type Json } from '../core/canonical.js';
import { formOf, type Definition } from '../core/definition/definition.js';
import { desksOf } from '../forms/desks.rules.js';
import type { Enclosed } from '../forms/submission.recorder.js';
import type { Actor } from '../core/instance.js';
import type { Paper } from '../forms/papers.service.js';
import { draw } from './dice.js';
import { plausible } from './plausible.js';
import type { Standing } from './stage.js';

type Filling = { readonly standing: Standing; readonly actor: Actor; readonly day: string; readonly seed: number };

/**
 * The form that a synthetic person sends with an event. What was put before the head of the unit is what is signed: the
 * dice go by the instance, and by how often it was returned, not by the act.
 */
export function paperFor(
  definition: Definition,
  event: string,
  { standing, actor, day, seed }: Filling,
): Paper | undefined {
  const use = formOf(definition, event);
  if (!use || actor.kind !== 'person') return undefined;
  const { context } = standing.snapshot;
  const returned = context.counters['returned'] ?? 0;
  const die = (about: string): number => draw(seed, standing.key, use.name, returned, about);
  const answers = plausible(use.form, day, die);
  const digest = sha256(canonical(answers));
  const [unit = context.unit] = desksOf(definition, use.name, context, [actor]);
  const enclosed: Enclosed = { name: use.name, presented: use.isPresented, unit, answers, sha256: digest, files: [] };
  return { words: { name: use.name, sha256: digest }, enclosed: enclosed as unknown as NonNullable<Json> };
}
