import { IconMessageCheck, IconMessageOff, IconMessageQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { MoreButton } from '../../ui/more-button';
import { ErrorState, LoadingState } from '../../ui/states';
import { StatusTag } from '../../ui/status-tag';
import styles from './explanations.module.css';
import { type Explanation, explanationsQuery, type Said } from './get-explanations';
import { unitText } from './unit-text';

/** What leadership asked, and what the unit answered, the newest first. */
export function ExplanationList({ isPending }: { readonly isPending: boolean }) {
  const { t } = useTranslation('standing');
  const asked = useInfiniteQuery(explanationsQuery(isPending));
  const { data, error, refetch } = asked;
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={3} height={72} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className={styles['none']}>{t(isPending ? 'pendingNone' : 'answeredNone')}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {items.map((item) => (
          <Asked key={`${item.id} ${item.seq}`} item={item} />
        ))}
      </ul>
      <MoreButton of={asked} mt="md">
        {t('older')}
      </MoreButton>
    </>
  );
}

const looks = {
  pending: { tone: 'warn', icon: IconMessageQuestion },
  answered: { tone: 'good', icon: IconMessageCheck },
  lapsed: { tone: 'calm', icon: IconMessageOff },
} as const;

function Asked({ item: { id, label, period, unit, state, asked, answer } }: { readonly item: Explanation }) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  const { tone, icon } = looks[state];
  return (
    <li className={styles['request']}>
      <div className={styles['what']}>
        <strong>{unitText(unit, language)}</strong>
        <Link to={paths.task} params={{ id: String(id) }}>
          {inPeriod(said(label, language), period)}
        </Link>
        <StatusTag tone={tone} icon={icon}>
          {t(state)}
        </StatusTag>
      </div>
      <dl className={styles['words']}>
        <Words title={t('asked')} words={asked} />
        {answer && <Words title={t('answer')} words={answer} />}
      </dl>
    </li>
  );
}

function Words({ title, words: { at, by, onBehalfOf, words } }: { readonly title: string; readonly words: Said }) {
  const { t } = useTranslation('standing');
  const name = by.name ?? by.id;
  const who = onBehalfOf ? t('onBehalf', { who: name, holder: onBehalfOf.name ?? onBehalfOf.id }) : name;
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {words === null ? <p className={styles['none']}>{t('erased')}</p> : <p className={styles['quoted']}>{words}</p>}
        <p className={styles['who']}>{t('saidBy', { who, moment: momentText(at) })}</p>
      </dd>
    </div>
  );
}
