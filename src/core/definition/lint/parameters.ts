import type { z } from 'zod';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import type { parameterSchema } from '../schema.js';
import type { Chart } from './chart.js';
import type { Subject } from './duties.js';
import { finding } from './rules.js';

type Spec = z.infer<typeof parameterSchema>;
type Use = { readonly name: string; readonly at: Path; readonly as: string };

const counts = ['workingDays', 'number'];
/** The kinds of parameter that may stand in a place, by the name of the place; everywhere else any may. */
const fitting: Readonly<Record<string, readonly string[]>> = { workingDays: counts, limit: counts, group: ['text'] };

/** Where `{ parameter: name }` stands, however deep. */
function* usesIn(node: unknown, at: Path): Generator<Use> {
  if (node === null || typeof node !== 'object') return;
  const { parameter } = node as { parameter?: unknown };
  if (typeof parameter === 'string' && Object.keys(node).length === 1)
    yield { name: parameter, at: [...at, 'parameter'], as: String(at.at(-1)) };
  else
    for (const [key, inner] of Object.entries(node))
      yield* usesIn(inner, [...at, Array.isArray(node) ? Number(key) : key]);
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1000;

function fits({ type }: Spec, value: unknown): boolean {
  switch (type) {
    case 'workingDays':
      return isCount(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'tags':
      return Array.isArray(value);
    default:
      return type satisfies never;
  }
}

/** Parameters are declared, used, of the kind that their place needs, and given values of their kind. */
export function* parameters(chart: Chart, subject: Subject): Generator<Finding> {
  const { lifecycle, source } = chart;
  const declared = lifecycle.parameters ?? {};
  const specOf = (name: string): Spec | undefined => (Object.hasOwn(declared, name) ? declared[name] : undefined);
  const used = new Set<string>();
  for (const part of ['windows', 'guards', 'states'] as const)
    for (const { name, at, as } of usesIn(lifecycle[part], [part])) {
      used.add(name);
      const spec = specOf(name);
      const facts = { name, lifecycle: lifecycle.lifecycle };
      const expected = fitting[as];
      if (!spec) yield finding('unknown-parameter', { source, path: at }, facts, nearest(name, Object.keys(declared)));
      else if (expected && !expected.includes(spec.type))
        yield finding('parameter-type', { source, path: at }, { name, type: spec.type, expected });
    }
  for (const [name, spec] of Object.entries(declared)) {
    const path = ['parameters', name];
    if (!used.has(name)) yield finding('never-used', { source, path, of: 'key' }, { kind: 'parameter', name });
    if (!fits(spec, spec.default))
      yield finding(
        'parameter-type',
        { source, path: [...path, 'default'] },
        { name, type: typeof spec.default, expected: [spec.type] },
      );
  }
  for (const { duty, at } of subject.running(lifecycle.lifecycle).filter(({ kind }) => kind !== 'series'))
    for (const [name, value] of Object.entries(duty.parameters ?? {})) {
      const where = { source: subject.bundle.sources.plan, path: [...at, 'parameters', name] };
      const spec = specOf(name);
      const facts = { name, lifecycle: lifecycle.lifecycle };
      if (!spec) {
        yield finding('unknown-parameter', { ...where, of: 'key' }, facts, nearest(name, Object.keys(declared)));
      } else if (!fits(spec, value)) {
        const type = Array.isArray(value) ? 'tags' : typeof value;
        yield finding('parameter-type', where, { name, type, expected: [spec.type] });
      }
    }
}
