import { toIso } from '../core/calendar/day.js';
import { fieldNamed } from '../core/form/condition.js';
import type { Form } from '../core/form/form.js';
import type { Rev } from '../platform/etag.rules.js';
import type { Label } from '../platform/words.js';
import type { RemarkRow } from './remark.store.js';
import type { TalkAbout, TalkAuthor, TalkRemark } from './talk.dto.js';

export type Forms = Readonly<Record<string, Form>>;

/** A field, or a heading, by its id; undefined: neither. */
export const labelIn = (form: Form, path: string): Label | undefined =>
  (fieldNamed(form, path) ?? form.sections.find(({ id }) => id === path))?.label;

export function talkRemark(row: RemarkRow, me: string, forms: Forms): TalkRemark {
  const { author, text, at, isFresh, isTakenBack } = row;
  const isMine = author === me;
  return {
    id: row.id,
    side: row.side,
    unit: row.unit,
    unitName: row.unitName,
    by: { id: author, name: row.authorName },
    onBehalfOf: named(row.onBehalfOf, row.holderName),
    at: toIso(at),
    text,
    state: text !== null ? 'said' : isTakenBack ? 'taken-back' : 'erased',
    answers: row.answers,
    about: aboutOf(row, forms),
    settled: settledOf(row),
    isNew: row.isNew,
    isMine,
    mayTakeBack: isMine && isFresh && text !== null,
  };
}

const named = (id: string | null, name: string | null): TalkAuthor | null => (id === null ? null : { id, name });

function aboutOf({ form, path }: RemarkRow, forms: Forms): TalkAbout | null {
  if (form === null) return null;
  const known = Object.hasOwn(forms, form) ? forms[form] : undefined;
  const label = known && (path === null ? known.label : labelIn(known, path));
  return { form, path, label: label ?? null };
}

function settledOf({ settledBy, settledName, settledAt }: RemarkRow): TalkRemark['settled'] {
  const by = named(settledBy, settledName);
  return by && settledAt !== null ? { by, at: toIso(settledAt) } : null;
}

/** A remark goes from said to taken back or erased; while it is said it is open or settled. */
export const remarkRev = ({ state, settled }: TalkRemark): Rev =>
  state !== 'said' ? state : settled === null ? 'open' : 'settled';
