import { SegmentedControl, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { splitOf, splits, stepOf, steps } from '../../features/trend/get-trend';
import { TrendSheet } from '../../features/trend/trend-sheet';
import { PageHeader } from '../../ui/page-header';
import { Toolbar } from '../../ui/toolbar';

const route = getRouteApi('/inside/xu-huong');

/** How much came, and how much of it in time, period by period. */
export function TrendPage() {
  const { t } = useTranslation('trend');
  const { buoc, theo } = route.useSearch();
  const navigate = route.useNavigate();
  const [step, by] = [stepOf(buoc), splitOf(theo)];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Toolbar>
        <SegmentedControl
          aria-label={t('step')}
          data={steps.map((value) => ({ value, label: t(`steps.${value}`) }))}
          value={step}
          onChange={(chosen) => void navigate({ search: { buoc: chosen, theo: by }, replace: true })}
        />
        <Select
          aria-label={t('by')}
          data={splits.map((value) => ({ value, label: t(`splits.${value}`) }))}
          value={by}
          allowDeselect={false}
          w={220}
          onChange={(chosen) => chosen && void navigate({ search: { buoc: step, theo: chosen }, replace: true })}
        />
      </Toolbar>
      <TrendSheet step={step} by={by} />
    </>
  );
}
