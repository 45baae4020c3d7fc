import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRunning } from '../../../features/lifecycles/get-lifecycles';
import { useMe } from '../../../features/session/get-me';
import { plansQuery } from '../../../lib/plan-names';
import { ImportPlan } from '../../../features/plans/import-plan';
import { PlanCard } from '../../../features/plans/plan-list';
import { PageHeader } from '../../../ui/page-header';
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states';

/** Plans and their versions. */
export function PlansPage() {
  const { t } = useTranslation('plans');
  const me = useMe();
  const running = useRunning();
  const { data, error, refetch } = useQuery(plansQuery);
  return (
    <>
      <PageHeader title={t('plans')} lead={t('plansLead')} />
      {me.rights.includes('plans.edit') && <ImportPlan />}
      {error && !data ? (
        <ErrorState error={error} retry={refetch} />
      ) : !data ? (
        <LoadingState rows={4} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t('noPlans')}>{t('noPlansMore')}</EmptyState>
      ) : (
        data.items.map((plan) => (
          <PlanCard key={plan.plan} plan={plan} running={(version) => running({ plan: plan.plan, version })} />
        ))
      )}
    </>
  );
}
