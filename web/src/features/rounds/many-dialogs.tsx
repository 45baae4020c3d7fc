import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { toastDone, toastProblem } from '../../ui/toast';
import type { RoundRow } from './get-round';
import { nameOf, StuckWith } from './round-table';
import styles from './rounds.module.css';
import { type Outcome, remind, sendToAll } from './send-act';
import { receiptOf } from './shelves';

type Props = {
  readonly rows: readonly RoundRow[];
  readonly close: () => void;
  /** It was done: what changed is asked for anew. */
  readonly done: () => void;
};

function useTold({ close, done }: Pick<Props, 'close' | 'done'>): (outcomes: readonly Outcome[]) => void {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  return (outcomes) => {
    const refused = outcomes.filter((one) => one.refused !== undefined);
    const n = outcomes.length - refused.length;
    if (n > 0) toastDone(t('doneFor', { count: n }));
    if (refused.length > 0)
      toastProblem(undefined, t('notDoneFor', { units: refused.map(({ row }) => nameOf(row, language)).join(', ') }));
    done();
    close();
  };
}

/** Whom a reminder goes to is shown before it is sent. */
export function RemindDialog({ round, rows, close, done }: Props & { readonly round: number }) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const told = useTold({ close, done });
  const sending = useMutation({
    mutationFn: (words: string) => remind({ round, rows, words }),
    onSuccess: told,
  });
  return (
    <ConfirmDialog
      isOpen
      close={close}
      title={t('remindTitle')}
      verb={t('remind', { count: rows.length })}
      reason={{ label: t('remindWords'), isNeeded: false, hint: t('remindHint') }}
      isBusy={sending.isPending}
      error={sending.error}
      confirm={(words) => sending.mutate(words)}
    >
      <p>{t('remindWhom', { count: rows.length })}</p>
      <ul className={styles['list']} tabIndex={0} aria-label={t('recipients')}>
        {rows.map((row) => (
          <li key={row.id}>
            <strong>{nameOf(row, language)}</strong>
            <StuckWith row={row} />
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

/** Takes in what several units have sent. */
export function ReceiveDialog({ rows, close, done }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const told = useTold({ close, done });
  const sending = useMutation({ mutationFn: () => sendToAll(rows, receiptOf), onSuccess: told });
  const [first] = rows;
  const verb = first && receiptOf(first);
  return (
    <ConfirmDialog
      isOpen
      close={close}
      title={t('receiveTitle', { count: rows.length })}
      verb={verb ? said(verb.label, language) : t('receive', { count: rows.length })}
      isBusy={sending.isPending}
      error={sending.error}
      confirm={() => sending.mutate()}
    >
      <ul className={styles['list']} tabIndex={0} aria-label={t('receiveTitle', { count: rows.length })}>
        {rows.map((row) => (
          <li key={row.id}>{nameOf(row, language)}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
