import type { Answers } from '../../../../src/core/form/form';
import type { FormOf } from './get-form';

/** What was typed and is not with the server yet, kept in this browser: a closed window loses nothing. */
export type Kept = { readonly answers: Answers; readonly etag: string | undefined };

const nameOf = (who: string, { id, form }: FormOf): string => `dung-han.draft.${who}.${id}.${form}`;

export function keepDraft(who: string, of: FormOf, kept: Kept): void {
  try {
    localStorage.setItem(nameOf(who, of), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing: the screen still has it, and the server soon.
  }
}

export function keptDraft(who: string, of: FormOf): Kept | undefined {
  try {
    const text = localStorage.getItem(nameOf(who, of));
    return text === null ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}

export const forgetDraft = (who: string, of: FormOf): void => localStorage.removeItem(nameOf(who, of));
