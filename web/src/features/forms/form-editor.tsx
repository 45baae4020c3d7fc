import { Button } from '@mantine/core';
import { IconCopy, IconHistory } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { check } from '../../../../src/core/form/check';
import { isEmpty } from '../../../../src/core/form/form';
import { dateText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { CheckList } from './check-list';
import { ConflictNote, OthersNote, SavedNote } from './draft-note';
import { FormFields } from './form-fields';
import styles from './forms.module.css';
import type { Draft, FormOf, FormView } from './get-form';
import { numbersOf } from './numbers-of';
import { textOf } from './paths-in';
import { useTroubleWords } from './trouble-words';
import { type DraftDesk, useDraft } from './use-draft';
import { usePresence } from './use-presence';

export type Ready = {
  readonly desk: DraftDesk;
  /** Nothing is missing and nothing wrong. */
  readonly isComplete: boolean;
  /** From now on what is missing is marked at its place. */
  readonly showAll: () => void;
};

type Props = {
  readonly who: string;
  readonly of: FormOf;
  readonly view: FormView;
  readonly opened: { readonly draft: Draft; readonly etag: string | undefined };
  /** It is closed meanwhile: what was typed stays to be seen and copied. */
  readonly isLocked?: boolean;
  /** What hands it in. */
  readonly children: (ready: Ready) => ReactNode;
};

/** A form as it is filled in: saved by itself, looked through while it is typed, and never written over unseen. */
export function FormEditor({ who, of, view, opened, isLocked = false, children }: Props) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { form, remarks, offer, against } = view;
  const desk = useDraft(who, of, opened);
  const others = usePresence(of, desk.revision, desk.renew);
  const wordsOf = useTroubleWords(form);
  const [isStrict, setIsStrict] = useState(false);
  const { problems, missing } = check(form, desk.answers, { complete: false, against: against?.answers });
  const errorAt = (path: string): string | undefined => {
    const wrong = problems.find((one) => one.path === path);
    if (wrong) return wordsOf(wrong);
    return isStrict && missing.includes(path) ? t('troubles.required') : undefined;
  };
  const isFirst = Object.values(desk.answers).every(isEmpty);
  return (
    <div className={styles['page']}>
      <div className={styles['body']}>
        {desk.isRestored && <p className={styles['others']}>{t('restored')}</p>}
        <OthersNote others={others} />
        <ConflictNote form={form} desk={desk} />
        {offer && isFirst && !isLocked && (
          <div className={styles['offer']}>
            <span>{t('offer', { period: periodText(offer.period), date: dateText(offer.at) })}</span>
            <Button
              variant="default"
              leftSection={<IconHistory size={16} aria-hidden />}
              onClick={() => desk.change(() => offer.answers)}
            >
              {t('takeOffer')}
            </Button>
          </div>
        )}
        {against && isFirst && !isLocked && (
          <div className={styles['offer']}>
            <span>{t('againstOffer', { name: textOf(against.form.label, language) })}</span>
            <Button
              variant="default"
              leftSection={<IconCopy size={16} aria-hidden />}
              onClick={() => desk.change(() => numbersOf(form, against))}
            >
              {t('takeAgainst')}
            </Button>
          </div>
        )}
        <FormFields
          form={form}
          against={against}
          instance={of.id}
          answers={desk.answers}
          remarks={remarks}
          isLocked={isLocked}
          errorAt={errorAt}
          change={desk.change}
        />
      </div>
      <aside className={styles['side']} aria-label={t('state')}>
        <div className={styles['sticky']}>
          <SavedNote saved={desk.saved} />
          <CheckList form={form} missing={missing} wrong={[...new Set(problems.map(({ path }) => path))]} />
          {children({
            desk,
            isComplete: missing.length === 0 && problems.length === 0,
            showAll: () => setIsStrict(true),
          })}
        </div>
      </aside>
    </div>
  );
}
