import { Button, Menu, Tabs } from '@mantine/core';
import { IconCopyPlus, IconDownload, IconFileZip, IconGitCompare, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deriveDraft, filesOf } from '../../../features/plans/change-plan';
import { ActivateFirst } from '../../../features/plans/activate-plan';
import { FindingsList } from '../../../features/plans/findings-list';
import { type At, lintQuery, type VersionDetail, versionQuery } from '../../../features/plans/get-plans';
import { plansQuery } from '../../../lib/plan-names';
import { MessageTable } from '../../../features/plans/message-table';
import { ObligationTable } from '../../../features/plans/obligation-table';
import { archive, save, yamlOf } from '../../../features/plans/plan-files';
import { VersionTag } from '../../../features/plans/plan-list';
import { useMe } from '../../../features/session/get-me';
import { dateText } from '../../../lib/format';
import { said, useLanguage } from '../../../lib/i18n';
import { PageHeader } from '../../../ui/page-header';
import { ProblemNote } from '../../../ui/problem-note';
import { ErrorState, LoadingState } from '../../../ui/states';
import { paths } from '../../paths';

const route = getRouteApi('/inside/quan-tri/ke-hoach/$plan/$version');

/** A version of a plan: its obligations, what is wrong with it, and what can be done with it. */
export function PlanVersionPage() {
  const { plan, version: text } = route.useParams();
  const { tab } = route.useSearch();
  const show = route.useNavigate();
  const at: At = { plan, version: Number(text) };
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const me = useMe();
  const { data, error, refetch } = useQuery(versionQuery(at));
  const detail = data?.data;
  const lint = useQuery(lintQuery(at, detail?.content));
  const mayEdit = me.rights.includes('plans.edit');
  return (
    <>
      <PageHeader
        title={
          detail
            ? `${detail.number} · ${t('versionN', { version: at.version })}`
            : t('versionN', { version: at.version })
        }
        above={<Link to={paths.plans}>{t('plans')}</Link>}
        lead={
          detail &&
          `${said(detail.label, language)} · ${t('term', { from: dateText(detail.term.from), to: dateText(detail.term.to) })}`
        }
        actions={detail && mayEdit && <Actions at={at} detail={detail} />}
      />
      {error && !data && <ErrorState error={error} retry={refetch} />}
      {!error && !detail && <LoadingState rows={6} />}
      {detail && (
        <>
          <p>
            <VersionTag status={detail.status} />
          </p>
          <Tabs
            value={tab ?? 'obligations'}
            onChange={(next) =>
              void show({ search: next === null || next === 'obligations' ? {} : { tab: next }, replace: true })
            }
            keepMounted={false}
          >
            <Tabs.List>
              <Tabs.Tab value="obligations">{t('obligationsN', { count: detail.obligations.length })}</Tabs.Tab>
              <Tabs.Tab value="messages">{t('messages.title')}</Tabs.Tab>
              <Tabs.Tab value="findings">
                {lint.data ? t('findings', { count: lint.data.findings.length }) : t('findingsTitle')}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="obligations" pt="md">
              <ObligationTable detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="messages" pt="md">
              <MessageTable detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="findings" pt="md">
              {lint.data ? (
                <FindingsList findings={lint.data.findings} />
              ) : lint.error ? (
                <ErrorState error={lint.error} retry={lint.refetch} />
              ) : (
                <LoadingState rows={3} />
              )}
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </>
  );
}

function Actions({ at, detail }: { readonly at: At; readonly detail: VersionDetail }) {
  const { t } = useTranslation('plans');
  const client = useQueryClient();
  const navigate = useNavigate();
  const plans = useQuery(plansQuery);
  const active = plans.data?.items.find(({ plan }) => plan === at.plan)?.active ?? null;
  const deriving = useMutation({
    mutationFn: deriveDraft,
    onSuccess: async ({ plan, version }) => {
      await client.invalidateQueries({ queryKey: ['plans'], exact: true });
      await navigate({ to: paths.planVersion, params: { plan, version: String(version) } });
    },
  });
  const exporting = useMutation({
    mutationFn: async (keep: (of: Awaited<ReturnType<typeof filesOf>>) => void | Promise<void>) =>
      keep(await filesOf(at)),
  });
  const params = { plan: at.plan, version: String(at.version) };
  const isDraft = detail.status === 'draft';
  return (
    <>
      {isDraft && (
        <Button
          renderRoot={(props) => <Link to={paths.planNewObligation} params={params} {...props} />}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('addObligation')}
        </Button>
      )}
      {isDraft && active !== null && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to={paths.planCompare}
              params={{ plan: at.plan, from: String(active), to: String(at.version) }}
              {...props}
            />
          )}
          leftSection={<IconGitCompare size={16} aria-hidden />}
        >
          {t('compareAndActivate')}
        </Button>
      )}
      {isDraft && active === null && plans.data && <ActivateFirst at={at} />}
      <Button
        variant={isDraft ? 'default' : 'filled'}
        loading={deriving.isPending}
        onClick={() => deriving.mutate(at)}
        leftSection={<IconCopyPlus size={16} aria-hidden />}
      >
        {t('newDraft')}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" loading={exporting.isPending} leftSection={<IconDownload size={16} aria-hidden />}>
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileZip size={16} aria-hidden />}
            onClick={() =>
              exporting.mutate(async ({ files }) => save(`${at.plan}-${at.version}.zip`, await archive(files)))
            }
          >
            {t('exportAll')}
          </Menu.Item>
          <Menu.Divider />
          {detail.files.map((file) => (
            <Menu.Item
              key={file}
              onClick={() =>
                exporting.mutate(({ files }) => save(file.split('/').at(-1) ?? file, yamlOf(files[file] ?? '')))
              }
            >
              {file}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ProblemNote error={deriving.error ?? exporting.error} />
    </>
  );
}
