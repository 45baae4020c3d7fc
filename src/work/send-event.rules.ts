import type { Json } from '../core/canonical.js';
import { fromIso } from '../core/calendar/day.js';
import type { Definition } from '../core/definition/definition.js';
import type { EventSpec } from '../core/definition/schema.js';
import { NO_REASON } from '../core/fold.js';
import type { Event, Scalar } from '../core/instance.js';
import type { Malformed } from '../core/payload.js';
import { problem, unfit } from '../core/problem.js';
import type { Looked } from '../platform/etag.rules.js';
import { labelOf } from '../platform/words.js';
import type { SendEventBody } from './send-event.dto.js';

/** What is wrong, each with what its field is called. */
export const named = ({ carries = {} }: EventSpec, errors: readonly Malformed[]): Json =>
  errors.map((error) => {
    const label = error.field === NO_REASON.field ? labelOf('fields', 'reason') : carries[error.field]?.label;
    return { ...error, ...(label && { label: { ...label } }) };
  });

/**
 * `If-Match` is said to the door as the sequence that is expected: it refuses where another person has acted since, and
 * not where time alone went on. So a repeat under the same key is the same letter. Of several tags the one that holds
 * now; what is no sequence, or lies ahead, was never looked at.
 */
export function expectedIn(looked: Looked, said: number | undefined, seq: number): number | undefined {
  if (looked === 'anything') return said;
  const seqs = looked.revs.filter((rev) => /^\d{1,9}$/.test(rev)).map(Number);
  const expected = seqs.includes(seq) ? seq : seqs[0];
  if (expected === undefined || expected > seq || (said !== undefined && said !== expected))
    throw problem('precondition-failed');
  return expected;
}

type Papered = { readonly form: Json | undefined; readonly files: Json | undefined };
type Fields = { readonly [key: string]: Json };

/** The words of a letter with what it says of its form, and of what came on paper. */
export function withPaper(body: SendEventBody['body'], { form, files }: Papered): NonNullable<Json> | undefined {
  for (const name of ['form', 'files'])
    if (typeof body === 'object' && name in body) throw unfit(`body.${name}`, 'nothing');
  if (form === undefined && files === undefined) return body as NonNullable<Json> | undefined;
  return {
    ...(typeof body === 'string' ? { reason: body } : (body as Fields | undefined)),
    ...(form !== undefined && { form }),
    ...(files !== undefined && { files }),
  };
}

export const together = (...enclosed: readonly (Json | undefined)[]): Fields =>
  Object.assign({}, ...enclosed) as Fields;

/** Instants are written in ISO 8601 outside, and are milliseconds inside. */
export function eventOf({ events }: Definition, { event, fields }: SendEventBody): Event {
  const carries = events[event]?.carries ?? {};
  const inside = ([name, value]: [string, Scalar | string[]]): [string, Scalar | string[]] =>
    carries[name]?.type === 'instant' && typeof value === 'string' ? [name, instantOr(value)] : [name, value];
  return { ...Object.fromEntries(Object.entries(fields).map(inside)), type: event };
}

function instantOr(text: string): Scalar {
  try {
    return fromIso(text);
  } catch {
    return text;
  }
}

export function hasReason(body: SendEventBody['body']): boolean {
  const reason = typeof body === 'object' ? body['reason'] : body;
  return typeof reason === 'string' && reason.trim().length > 0;
}
