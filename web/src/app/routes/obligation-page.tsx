import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type Detail,
  type Obligation,
  type Occurrence,
  occurrencesQuery,
  plannedQuery,
  runningPlansQuery,
} from '../../features/obligations/get-obligations';
import { oftenText, plannedOf } from '../../features/obligations/occasions';
import styles from '../../features/obligations/obligations.module.css';
import { PastTable } from '../../features/obligations/past-table';
import { PlannedList } from '../../features/obligations/planned-list';
import { unitsQuery } from '../../features/work/get-instance';
import { showClause } from '../../lib/clause-help';
import { useNow } from '../../lib/clock';
import { dayOf } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { HelpLink } from '../../ui/help-link';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { paths } from '../paths';
import { OpenOccurrence, SentOf } from './open-occurrence';

const route = getRouteApi('/inside/nghia-vu/$plan/$obligation');

/** One obligation in all its periods: what is open and whom it waits for, what comes, what was. */
export function ObligationPage() {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  const { plan, obligation: id } = route.useParams();
  const { data, error, refetch } = useQuery(runningPlansQuery);
  const detail = data?.find((one) => one.plan === plan);
  const obligation = detail?.obligations.find((one) => one.id === id);
  const back = <Link to={paths.obligations}>{t('title')}</Link>;
  if (!detail || !obligation)
    return (
      <>
        <PageHeader title={t('obligation')} above={back} />
        {error && !data ? (
          <ErrorState error={error} retry={refetch} />
        ) : data ? (
          <EmptyState title={t('unknown')}>{t('unknownMore')}</EmptyState>
        ) : (
          <LoadingState rows={6} />
        )}
      </>
    );
  return (
    <>
      <PageHeader
        title={said(obligation.label, language)}
        above={back}
        lead={<Lead detail={detail} obligation={obligation} />}
      />
      <Series key={`${plan} ${id}`} detail={detail} obligation={obligation} />
    </>
  );
}

type Props = { readonly detail: Detail; readonly obligation: Obligation };

function Lead({ detail: { plan }, obligation }: Props) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  const { data: units = [] } = useQuery(unitsQuery(plan));
  const owner = units.find(({ code }) => code === obligation.owner);
  const { clause } = obligation;
  return (
    <span className={styles['lead']}>
      <span>{owner ? said(owner.name, language) : obligation.owner}</span>
      <span>
        {t(`class.${obligation.class}`)} · {oftenText(obligation, t)}
      </span>
      <HelpLink hasIcon open={() => showClause({ plan, clause })}>
        {t('byClause', { clause })}
      </HelpLink>
    </span>
  );
}

const latestFirst = (a: Occurrence, b: Occurrence): number => Date.parse(b.openedAt) - Date.parse(a.openedAt);

function Series({ detail: { plan }, detail, obligation }: Props) {
  const { t } = useTranslation('obligations');
  const { data: all, error, refetch } = useQuery(occurrencesQuery(plan, obligation.id));
  if (error && !all) return <ErrorState error={error} retry={refetch} />;
  if (!all) return <LoadingState rows={6} />;
  const open = all.filter(({ status }) => status !== 'done');
  const past = all.filter(({ status }) => status === 'done').sort(latestFirst);
  return (
    <>
      <Section title={t('openNow')}>
        {open.length === 0 ? (
          <p className={styles['soft']}>{t('nothingOpenNow')}</p>
        ) : (
          <div className={styles['cards']}>
            {open.map((one) => (
              <OpenOccurrence key={one.id} occurrence={one} />
            ))}
          </div>
        )}
      </Section>
      <Section title={t('planned')} lead={t('plannedLead')}>
        <PlannedOf detail={detail} obligation={obligation} opened={all} />
      </Section>
      <Section title={t('past')}>
        <PastTable occurrences={past} sentOf={({ id }) => <SentOf id={id} />} />
      </Section>
    </>
  );
}

function PlannedOf({ detail, obligation, opened }: Props & { readonly opened: readonly Occurrence[] }) {
  const now = useNow();
  return now === undefined ? (
    <LoadingState rows={3} />
  ) : (
    <PlannedFrom detail={detail} obligation={obligation} opened={opened} from={dayOf(now)} />
  );
}

type FromProps = Props & { readonly opened: readonly Occurrence[]; readonly from: string };

function PlannedFrom({ detail: { plan, version }, obligation, opened, from }: FromProps) {
  const { data, error, refetch } = useQuery(plannedQuery(plan, version, obligation.id, from));
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={3} />;
  return <PlannedList planned={plannedOf(data.entries, opened)} />;
}
