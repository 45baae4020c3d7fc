import { Checkbox, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Head, lifecyclesQuery } from '../../../features/lifecycles/get-lifecycles';
import { LifecycleName, useLifecycles } from '../../../features/plans/lifecycle-name';
import { said, useLanguage } from '../../../lib/i18n';
import { usePlanName } from '../../../lib/plan-names';
import { DataTable } from '../../../ui/data-table';
import { PageHeader } from '../../../ui/page-header';
import { Toolbar } from '../../../ui/toolbar';
import { paths } from '../../paths';

const route = getRouteApi('/inside/quan-tri/quy-trinh');

/** What runs by one version, where one is chosen. */
function of({ plan, version }: { readonly plan?: string; readonly version?: number }, heads: readonly Head[]): Head[] {
  const ofPlan = heads.filter((one) => plan === undefined || one.plan === plan);
  if (version === undefined) return ofPlan;
  return ofPlan.flatMap((one) => {
    const there = one.versions.find((each) => each.version === version);
    return there ? [{ ...one, ...there }] : [];
  });
}

/** The statecharts by which work goes, and how much goes by each. */
export function LifecyclesPage() {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const planName = usePlanName();
  const { data, error, refetch } = useQuery(lifecyclesQuery);
  const shown = data && of(search, data).filter(({ kind }) => search.series === true || kind !== 'series');
  const lifecycles = useLifecycles([...new Set(data?.map(({ plan }) => plan))]);
  const versions = [
    ...new Set(data?.flatMap(({ plan, versions: all }) => all.map(({ version }) => `${plan} ${version}`))),
  ].sort();
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Toolbar>
        <Select
          label={t('version')}
          placeholder={t('everyVersion')}
          data={versions.map((value) => {
            const [plan = '', version = ''] = value.split(' ');
            return { value, label: t('versionOf', { plan: planName(plan), version }) };
          })}
          value={search.version === undefined ? null : `${search.plan ?? ''} ${search.version}`}
          onChange={(next) => {
            const [plan, version] = next?.split(' ') ?? [];
            void navigate({
              search: { ...search, plan, version: version === undefined ? undefined : Number(version) },
            });
          }}
          clearable
          w={260}
        />
        <Checkbox
          label={t('withSeries')}
          checked={search.series === true}
          onChange={(event) =>
            void navigate({ search: { ...search, series: event.currentTarget.checked || undefined } })
          }
        />
      </Toolbar>
      <DataTable
        caption={t('title')}
        rows={shown}
        keyOf={({ hash }) => hash}
        error={error}
        retry={refetch}
        empty={t('none')}
        columns={[
          {
            key: 'label',
            title: t('obligation'),
            isRowHeader: true,
            cell: ({ hash, obligation, label }) => (
              <Link to={paths.lifecycle} params={{ hash }}>
                {obligation} · {said(label, language)}
              </Link>
            ),
          },
          { key: 'kind', title: t('kindTitle'), cell: ({ kind }) => t(`level.${kind}`), width: '130px' },
          {
            key: 'lifecycle',
            title: t('lifecycle'),
            cell: ({ plan, lifecycle }) => <LifecycleName of={lifecycles(plan)} name={lifecycle} />,
            width: '220px',
          },
          {
            key: 'plan',
            title: t('plan'),
            cell: ({ plan, versions: all }) =>
              t('planVersions', { plan: planName(plan), versions: all.map(({ version }) => version).join(', ') }),
            width: '220px',
          },
          { key: 'running', title: t('running'), cell: ({ running }) => running, align: 'end', width: '110px' },
          { key: 'ended', title: t('ended'), cell: ({ ended }) => ended, align: 'end', width: '100px' },
        ]}
      />
    </>
  );
}
