import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ImportList } from '../../../features/imports/import-list';
import { ImportSheet } from '../../../features/imports/import-sheet';
import { unitsQuery } from '../../../features/units/get-units';
import { UnitsInTime } from '../../../features/units/units-in-time';
import { useNow } from '../../../lib/clock';
import { dayOf } from '../../../lib/format';
import { usePlanName } from '../../../lib/plan-names';
import { PageHeader } from '../../../ui/page-header';
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states';
import { paths } from '../../paths';
import { useChosenVersion, VersionChoice } from './version-choice';

const route = getRouteApi('/inside/quan-tri/don-vi');

/** Units in time: who exists on a day, and who follows whom. */
export function UnitsPage() {
  const { t } = useTranslation('units');
  const planName = usePlanName();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { of, status, error, refetch, isEmpty } = useChosenVersion(search);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<VersionChoice value={of} choose={(next) => void navigate({ search: next })} />}
      />
      {error && !of && <ErrorState error={error} retry={refetch} />}
      {!error && !of && !isEmpty && <LoadingState rows={8} />}
      {isEmpty && <EmptyState title={t('noPlan')} />}
      {of && (
        <Tabs
          value={search.tab ?? 'units'}
          onChange={(tab) => void navigate({ search: { ...search, tab: tab === 'imports' ? tab : undefined } })}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="units">{t('units')}</Tabs.Tab>
            <Tabs.Tab value="imports">{t('imports')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="units" pt="md">
            <Units of={of} isDraft={status === 'draft'} />
          </Tabs.Panel>
          <Tabs.Panel value="imports" pt="md">
            <ImportSheet
              of={{ kind: 'units', plan: of.plan }}
              title={t('importTitle', { plan: planName(of.plan) })}
              lead={t('importLead')}
              draft={(version) => (
                <Link to={paths.planVersion} params={{ plan: of.plan, version: String(version) }}>
                  {t('importDraft', { version })}
                </Link>
              )}
            />
            <ImportList kind="units" />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}

function Units({
  of,
  isDraft,
}: {
  readonly of: { readonly plan: string; readonly version: number };
  readonly isDraft: boolean;
}) {
  const { data, error, refetch } = useQuery(unitsQuery(of));
  const now = useNow();
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data || now === undefined) return <LoadingState rows={8} />;
  return <UnitsInTime key={`${of.plan} ${of.version}`} of={of} {...data} isDraft={isDraft} today={dayOf(now)} />;
}
