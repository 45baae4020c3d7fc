import { useCallback, useEffect, useRef, useState } from 'react';
import { isProblem } from '../../lib/problem';
import type { Answers } from '../../../../src/core/form/form';
import { askDraft, type Draft, type FormOf } from './get-form';
import { forgetDraft, keepDraft, type Kept, keptDraft } from './kept-draft';
import { saveDraft } from './save-draft';

/** After so long without a keystroke it is saved. */
const PAUSE = 1_000;

export type Saved =
  | { readonly state: 'saved'; readonly at: string | null; readonly by: string | null }
  | { readonly state: 'typing' | 'saving' }
  | { readonly state: 'failed'; readonly error: unknown }
  /** Somebody else has written meanwhile: both are shown, and one chooses. */
  | { readonly state: 'conflict'; readonly theirs: Draft; readonly etag: string | undefined };

export type DraftDesk = {
  readonly answers: Answers;
  readonly saved: Saved;
  readonly revision: number;
  readonly startsFrom: number | null;
  /** It was found in this browser, not yet sent. */
  readonly isRestored: boolean;
  readonly change: (next: (answers: Answers) => Answers) => void;
  /** Resolves once all that was typed is with the server: with the revision, or without one where nothing is written. */
  readonly settle: () => Promise<number | undefined>;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  /** Looks again, where nothing of one's own would be lost. */
  readonly renew: () => void;
  readonly forget: () => void;
};

type Opened = { readonly draft: Draft; readonly etag: string | undefined };

/** What is typed, what is saved, and never the one taken for the other. `opened` is what the server had at the beginning. */
export function useDraft(who: string, of: FormOf, opened: Opened): DraftDesk {
  const [kept] = useState(() => restored(who, of, opened));
  const isRestored = kept !== undefined;
  const [answers, setAnswers] = useState<Answers>(kept?.answers ?? opened.draft.answers);
  const [saved, setSaved] = useState<Saved>(() => savedOf(opened.draft));
  const [revision, setRevision] = useState(opened.draft.revision);
  const [startsFrom, setStartsFrom] = useState(opened.draft.startsFrom);
  const { id, form } = of;
  // What the next save is made of; the screen is drawn from the states above.
  const now = useRef({ answers, etag: kept ? kept.etag : opened.etag, revision, isDirty: isRestored, isClosed: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(undefined);

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    running.current ??= (async () => {
      while (now.current.isDirty && !now.current.isClosed) {
        const sent = now.current.answers;
        setSaved({ state: 'saving' });
        const { data, etag } = await saveDraft({ id, form, answers: sent, etag: now.current.etag });
        const isAll = now.current.answers === sent;
        now.current = { ...now.current, etag, revision: data.revision, isDirty: !isAll };
        setRevision(data.revision);
        setStartsFrom(null);
        if (isAll) {
          forgetDraft(who, { id, form });
          setSaved(savedOf(data));
        }
      }
    })()
      .catch(async (error: unknown) => {
        if (!isProblem(error, 'precondition-failed')) setSaved({ state: 'failed', error });
        else {
          const { draft, etag } = await askDraft({ id, form });
          setSaved({ state: 'conflict', theirs: draft, etag });
        }
        throw error;
      })
      .finally(() => {
        running.current = undefined;
      });
    return running.current;
  }, [who, id, form]);
  const saveQuietly = useCallback((): void => void save().catch(() => undefined), [save]);

  const alter = useCallback(
    (change: (answers: Answers) => Answers): void => {
      const next = change(now.current.answers);
      now.current = { ...now.current, answers: next, isDirty: true };
      setAnswers(next);
      keepDraft(who, { id, form }, { answers: next, etag: now.current.etag });
      setSaved((before) => (before.state === 'conflict' ? before : { state: 'typing' }));
      clearTimeout(timer.current);
      timer.current = setTimeout(saveQuietly, PAUSE);
    },
    [who, id, form, saveQuietly],
  );

  const take = useCallback(
    (draft: Draft, etag: string | undefined): void => {
      now.current = { ...now.current, answers: draft.answers, etag, revision: draft.revision, isDirty: false };
      setAnswers(draft.answers);
      setRevision(draft.revision);
      setStartsFrom(draft.startsFrom);
      setSaved(savedOf(draft));
      forgetDraft(who, { id, form });
    },
    [who, id, form],
  );
  const renew = useCallback((): void => {
    if (now.current.isDirty || running.current) return;
    void askDraft({ id, form }).then(
      ({ draft, etag }) => !now.current.isDirty && take(draft, etag),
      () => undefined,
    );
  }, [id, form, take]);

  useEffect(() => {
    const state = now;
    state.current.isClosed = false;
    if (state.current.isDirty) timer.current = setTimeout(saveQuietly, PAUSE);
    return () => {
      clearTimeout(timer.current);
      saveQuietly();
    };
  }, [saveQuietly]);

  return {
    answers,
    saved,
    revision,
    startsFrom,
    isRestored,
    change: alter,
    settle: async () => {
      // What was put before its signer and was not touched since goes as it is.
      if (!now.current.isDirty && startsFrom !== null) return undefined;
      await save();
      return now.current.revision;
    },
    takeTheirs: () => saved.state === 'conflict' && take(saved.theirs, saved.etag),
    keepMine: () => {
      if (saved.state !== 'conflict') return;
      now.current = { ...now.current, etag: saved.etag, isDirty: true };
      setSaved({ state: 'typing' });
      saveQuietly();
    },
    renew,
    forget: () => {
      now.current = { ...now.current, isDirty: false, isClosed: true };
      clearTimeout(timer.current);
      forgetDraft(who, of);
    },
  };
}

/** What this browser still has, unless the server has just that. */
function restored(who: string, of: FormOf, { draft }: Opened): Kept | undefined {
  const kept = keptDraft(who, of);
  if (!kept || JSON.stringify(kept.answers) !== JSON.stringify(draft.answers)) return kept;
  forgetDraft(who, of);
  return undefined;
}

const savedOf = ({ savedAt, savedBy }: Pick<Draft, 'savedAt' | 'savedBy'>): Saved => ({
  state: 'saved',
  at: savedAt,
  by: savedBy?.displayName ?? null,
});
