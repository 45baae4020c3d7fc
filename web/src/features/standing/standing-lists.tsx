import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText, numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { Section } from '../../ui/section';
import { ComingList } from './coming-list';
import type { List, Standing } from './get-standing';
import { ItemList } from './item-list';
import { LateUnits } from './late-units';
import { ShortList } from './short-list';
import styles from './standing.module.css';

type Props = { readonly standing: Standing; readonly asOf?: string | undefined };

/** All of leadership's page below the numbers: what is red first, then what comes. */
export function StandingLists({ standing, asOf }: Props) {
  const { t } = useTranslation('standing');
  const { coming, newlyOverdue, lateUnits } = standing;
  const part = (list: List, lead?: string): ReactNode => (
    <Part list={list} standing={standing} asOf={asOf} {...(lead !== undefined && { lead })} />
  );
  return (
    <div className={styles['stack']}>
      {standing.decisions.total > 0 && part('decisions')}
      {part('late', t('lateMore'))}
      <div className={styles['grid']}>
        <div className={styles['stack']}>
          {part('newlyOverdue', t('since', { day: dateText(newlyOverdue.since) }))}
          {standing.escalated.total > 0 && part('escalated', t('escalatedMore'))}
          {part('notRequested', t('notRequestedMore'))}
          {standing.decisions.total === 0 && part('decisions')}
        </div>
        <div className={styles['stack']}>
          <Section title={t('coming')} lead={t('until', { day: dateText(coming.until) })}>
            <ComingList coming={coming} />
          </Section>
          <Section title={t('lateUnits')}>
            <LateUnits units={lateUnits.slice(0, FEW)} asOf={asOf} />
          </Section>
        </div>
      </div>
    </div>
  );
}

/** So many lines each. */
const FEW = 5;
/** They say again of some of the work above what is particular about it. */
const inShort: readonly List[] = ['newlyOverdue', 'escalated', 'notRequested'];

type PartProps = Props & { readonly list: List; readonly lead?: string };

function Part({ list, standing, asOf, lead }: PartProps) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  const { total } = standing[list];
  const isShort = inShort.includes(list);
  const items = standing[list].items.slice(0, isShort ? FEW : undefined);
  const title = `${t(list)} (${numberText(total, language)})`;
  return (
    <Section title={title} {...(lead !== undefined && { lead })}>
      {isShort ? (
        <ShortList label={t(list)} items={items} empty={t(`${list}None`)} />
      ) : (
        <ItemList caption={t(list)} items={items} empty={t(`${list}None`)} />
      )}
      {total > items.length && (
        <p className={styles['all']}>
          <Link to={paths.standingItems} search={{ so: list, ngay: asOf }}>
            {t('seeAll', { number: numberText(total, language) })}
          </Link>
        </p>
      )}
    </Section>
  );
}
