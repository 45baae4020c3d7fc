import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  chartQuery,
  followedName,
  followedQuery,
  instancePathQuery,
  standingQuery,
} from '../../../features/lifecycles/get-lifecycles';
import { Follow } from '../../../features/lifecycles/follow';
import { PathList } from '../../../features/lifecycles/path-list';
import { StateList } from '../../../features/lifecycles/state-list';
import { Statechart } from '../../../features/lifecycles/statechart';
import { Waiting } from '../../../features/lifecycles/waiting';
import { useLifecycles } from '../../../features/plans/lifecycle-name';
import { said, useLanguage } from '../../../lib/i18n';
import { PageHeader } from '../../../ui/page-header';
import { ErrorState, LoadingState } from '../../../ui/states';
import { paths } from '../../paths';

const route = getRouteApi('/inside/quan-tri/quy-trinh/$hash');

/** Nothing goes by it: no chart has come yet. */
const NONE = { plan: '', obligation: '', kind: 'series' } as const;

/** A lifecycle as a statechart, with what stands in it; an instance's way through it, where one is named. */
export function LifecyclePage() {
  const { hash } = route.useParams();
  const { instance } = route.useSearch();
  const navigate = route.useNavigate();
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const { data, error, refetch } = useQuery(chartQuery(hash));
  const standing = useQuery(standingQuery(hash));
  const path = useQuery({ ...instancePathQuery(instance ?? 0), enabled: instance !== undefined });
  const { data: followed } = useQuery({ ...followedQuery(data ?? NONE), enabled: data !== undefined });
  const lifecycles = useLifecycles(data ? [data.plan] : []);
  const named = lifecycles(data?.plan ?? '')?.find(({ name }) => name === data?.lifecycle);
  const ours = followed?.find(({ id }) => id === instance);
  return (
    <>
      <PageHeader
        title={data ? `${data.obligation} · ${said(data.label, language)}` : t('title')}
        above={<Link to={paths.lifecycles}>{t('title')}</Link>}
        lead={
          path.data
            ? t('pathOf', { work: ours ? followedName(ours, language) : path.data.key })
            : data &&
              (data.kind === 'series'
                ? t('seriesLead', { clause: data.clause })
                : t('chartLead', {
                    lifecycle: named ? said(named.label, language) : data.lifecycle,
                    clause: data.clause,
                  }))
        }
      />
      {error && !data && <ErrorState error={error} retry={refetch} />}
      {!error && !data && <LoadingState rows={1} height={420} />}
      {path.error && <ErrorState error={path.error} retry={path.refetch} />}
      {data && data.kind !== 'series' && (
        <>
          <Follow chart={data} instance={instance} follow={(next) => void navigate({ search: { instance: next } })} />
          <Waiting chart={data} standing={standing.data} />
        </>
      )}
      {path.data && path.data.definition !== hash && (
        // It goes by the statechart of the version that it was opened by.
        <Navigate to={paths.lifecycle} params={{ hash: path.data.definition }} search={{ instance }} replace />
      )}
      {data && (
        <Tabs defaultValue="drawing">
          <Tabs.List>
            <Tabs.Tab value="drawing">{t('drawing')}</Tabs.Tab>
            <Tabs.Tab value="list">{t('list')}</Tabs.Tab>
            {path.data && <Tabs.Tab value="path">{t('steps')}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="drawing" pt="md">
            <Statechart chart={data} standing={standing.data} path={path.data} />
            <p>{t('legend')}</p>
          </Tabs.Panel>
          <Tabs.Panel value="list" pt="md">
            <StateList chart={data} standing={standing.data} path={path.data} />
          </Tabs.Panel>
          {path.data && (
            <Tabs.Panel value="path" pt="md">
              <PathList chart={data} path={path.data} />
            </Tabs.Panel>
          )}
        </Tabs>
      )}
    </>
  );
}
