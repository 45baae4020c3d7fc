import { toIso } from '../core/calendar/day.js';
import type { Json } from '../core/canonical.js';
import { fieldsOf, type Form, type Words } from '../core/form/form.js';
import type { Trouble } from '../core/form/value.js';
import { problem, type Problem } from '../core/problem.js';
import type { Draft } from './draft.store.js';

/** What is wrong, each with what its field is called, and the sentence of a check that does not hold. */
export const troublesOf = (form: Form, troubles: readonly Trouble[]): Json =>
  troubles.map(({ path, code, params }) => {
    const label = labelAt(form, path);
    const says = code === 'disagrees' ? saysOf(form, path, String(params['check'])) : undefined;
    return {
      path,
      code,
      params: { ...params },
      ...(label && { label: { ...label } }),
      ...(says && { says: { ...says } }),
    };
  });

function labelAt(form: Form, path: string): Words | undefined {
  const [first, row, cell] = path.split('.');
  const field = fieldsOf(form).find(({ id }) => id === first);
  if (field?.type !== 'table') return field?.label;
  return field.columns.find(({ id }) => id === (cell ?? row))?.label ?? field.label;
}

function saysOf(form: Form, path: string, check: string): Words | undefined {
  const field = fieldsOf(form).find(({ id }) => id === path.split('.')[0]);
  const checks = [...(form.checks ?? []), ...(field?.type === 'table' ? (field.checks ?? []) : [])];
  return checks.find(({ id }) => id === check)?.says;
}

/** Somebody has written since: who, and when. */
export const movedOn = ({ revision, editor, editorName, savedAt }: Draft): Problem =>
  problem('precondition-failed', {
    version: revision,
    by: editor,
    byName: editorName ?? editor,
    at: toIso(savedAt.getTime()),
  });
