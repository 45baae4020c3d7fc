import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconCornerDownRight, IconPointFilled, IconRotate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { StatusTag } from '../../ui/status-tag';
import { toastProblem } from '../../ui/toast';
import { type Remark, talkQuery } from './get-talk';
import { settle } from './settle';
import { takeBack } from './take-back';
import styles from './talk.module.css';

type Props = {
  readonly id: number;
  readonly remark: Remark;
  /** What it answers, where that is on the page. */
  readonly answered: Remark | undefined;
  /** Undefined: whoever looks has no say. */
  readonly reply: (() => void) | undefined;
};

/** Why there are no words. */
export const goneBy = ({ state }: Remark) => (state === 'erased' ? 'erased' : 'takenBack');
export const authorOf = ({ by }: Remark): string => by.name ?? by.id;

/** One remark: who said it for whom and when, what it is about, and what became of it. */
export function RemarkItem({ id, remark, answered, reply }: Props) {
  const { t } = useTranslation('talk');
  const [language] = useLanguage();
  const { side, unitName, unit, at, text, about, settled, isNew, onBehalfOf } = remark;
  const who = onBehalfOf
    ? t('onBehalf', { who: authorOf(remark), holder: onBehalfOf.name ?? onBehalfOf.id })
    : authorOf(remark);
  return (
    <li className={styles['remark']} data-side={side} data-gone={text === null}>
      <div className={styles['who']}>
        <strong>{who}</strong>
        <span>{unitName ? said(unitName, language) : unit}</span>
        <time dateTime={at} className="numbers">
          {momentText(at)}
        </time>
        {isNew && (
          <StatusTag tone="info" icon={IconPointFilled}>
            {t('new')}
          </StatusTag>
        )}
      </div>
      {answered && (
        <p className={styles['answered']}>
          <IconCornerDownRight size={15} aria-hidden />
          <span>
            {t('answers', { who: authorOf(answered) })} {answered.text ?? t(goneBy(answered))}
          </span>
        </p>
      )}
      {about && (
        <p className={styles['about']}>
          {t('about')}{' '}
          <Link to={paths.form} params={{ id: String(id), form: about.form }} hash={about.path ?? ''}>
            {about.label ? said(about.label, language) : about.form}
          </Link>
        </p>
      )}
      <p className={styles['text']}>{text ?? t(goneBy(remark))}</p>
      {settled && (
        <p className={styles['settled']}>
          <IconCheck size={15} aria-hidden />
          <span>{t('settledBy', { who: settled.by.name ?? settled.by.id, at: momentText(settled.at) })}</span>
        </p>
      )}
      {reply && text !== null && <Acts id={id} remark={remark} reply={reply} />}
    </li>
  );
}

type ActsProps = { readonly id: number; readonly remark: Remark; readonly reply: () => void };

function Acts({ id, remark, reply }: ActsProps) {
  const { t } = useTranslation('talk');
  const client = useQueryClient();
  const [isTakingBack, setTakingBack] = useState(false);
  const renew = (): Promise<void> => client.invalidateQueries(talkQuery(id));
  const settling = useMutation({
    mutationFn: () => settle(id, remark.id, remark.settled === null),
    onSettled: renew,
    onError: (error) => toastProblem(error, t('notDone')),
  });
  const taking = useMutation({
    mutationFn: () => takeBack(id, remark.id),
    onSuccess: async () => {
      setTakingBack(false);
      await renew();
    },
  });
  const small = { size: 'compact-sm', variant: 'subtle' } as const;
  // Which remark a button is about is said to whoever only hears it.
  const of = t('of', { who: authorOf(remark), at: momentText(remark.at) });
  return (
    <div className={`${styles['acts']} not-printed`}>
      <Button {...small} leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={reply}>
        {t('reply')}
        <span className="only-heard"> {of}</span>
      </Button>
      {remark.answers === null && (
        <Button
          {...small}
          leftSection={remark.settled ? <IconRotate size={15} aria-hidden /> : <IconCheck size={15} aria-hidden />}
          loading={settling.isPending}
          onClick={() => settling.mutate()}
        >
          {t(remark.settled ? 'reopen' : 'settle')}
          <span className="only-heard"> {of}</span>
        </Button>
      )}
      {remark.mayTakeBack && (
        <Button {...small} color="gray" onClick={() => setTakingBack(true)}>
          {t('takeBack')}
          <span className="only-heard"> {of}</span>
        </Button>
      )}
      <ConfirmDialog
        isOpen={isTakingBack}
        close={() => setTakingBack(false)}
        title={t('takeBackTitle')}
        verb={t('takeBack')}
        isBusy={taking.isPending}
        error={taking.error}
        confirm={() => taking.mutate()}
      >
        {t('takeBackMore')}
      </ConfirmDialog>
    </div>
  );
}
