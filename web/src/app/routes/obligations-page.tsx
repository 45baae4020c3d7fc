import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type Detail,
  occurrencesQuery,
  runningPlansQuery,
  schedulesQuery,
} from '../../features/obligations/get-obligations';
import { ObligationTable } from '../../features/obligations/obligation-table';
import { bySection } from '../../features/obligations/occasions';
import { unitsQuery } from '../../features/work/get-instance';
import { useNow } from '../../lib/clock';
import { said, useLanguage } from '../../lib/i18n';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';

/** Everything that the plans ask for, section by section. */
export function ObligationsPage() {
  const { t } = useTranslation('obligations');
  const { data, error, refetch } = useQuery(runningPlansQuery);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {error && !data ? <ErrorState error={error} retry={refetch} /> : !data && <LoadingState rows={8} />}
      {data?.length === 0 && <EmptyState title={t('noPlan')} />}
      {data?.map((detail) => (
        <OfPlan key={detail.plan} detail={detail} isNamed={data.length > 1} />
      ))}
    </>
  );
}

function OfPlan({ detail, isNamed }: { readonly detail: Detail; readonly isNamed: boolean }) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  const now = useNow();
  const { plan, number, obligations } = detail;
  const { data: schedules, error, refetch } = useQuery(schedulesQuery(plan));
  const { data: running, error: failed, refetch: again } = useQuery(occurrencesQuery(plan));
  const { data: units = [] } = useQuery(unitsQuery(plan));
  if (error && !schedules) return <ErrorState error={error} retry={refetch} />;
  if (failed && !running) return <ErrorState error={failed} retry={again} />;
  if (!schedules || !running || !now) return <LoadingState rows={8} />;
  const nameOf = (unit: string): string => {
    const known = units.find(({ code }) => code === unit);
    return known ? said(known.name, language) : unit;
  };
  if (obligations.length === 0) return <EmptyState title={t('none')} />;
  return bySection(obligations).map(([section, some]) => {
    const title = isNamed ? t('sectionOf', { section, plan: number }) : t('section', { section });
    return (
      <Section key={section} title={title}>
        <ObligationTable
          plan={plan}
          caption={title}
          obligations={some}
          schedules={schedules}
          running={running}
          now={now}
          nameOf={nameOf}
        />
      </Section>
    );
  });
}
