import { IconArchive, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { momentText } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import type { Plan, PlanVersion } from './get-plans';
import styles from './plan-list.module.css';

const looks = {
  draft: ['info', IconPencil],
  active: ['good', IconCircleCheck],
  superseded: ['calm', IconArchive],
} as const;

/** How far a version has come. */
export function VersionTag({ status }: Pick<PlanVersion, 'status'>) {
  const { t } = useTranslation('plans');
  const [tone, icon] = looks[status];
  return (
    <StatusTag tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </StatusTag>
  );
}

type Props = {
  readonly plan: Plan;
  /** How much goes by a version; undefined as long as it is asked. */
  readonly running: (version: number) => number | undefined;
};
/** A plan with its versions, the newest first. */
export function PlanCard({ plan, running }: Props) {
  const { t } = useTranslation('plans');
  const title = t('planTitle', { plan: plan.number ?? plan.plan });
  return (
    <section className={styles['card']} aria-label={title}>
      <h2 className={styles['title']}>{title}</h2>
      <DataTable
        caption={t('versionsOf', { plan: plan.number ?? plan.plan })}
        rows={plan.versions}
        keyOf={({ version }) => version}
        empty={t('noVersions')}
        columns={[
          {
            key: 'version',
            title: t('version'),
            isRowHeader: true,
            cell: ({ version }) => (
              <Link to={paths.planVersion} params={{ plan: plan.plan, version: String(version) }}>
                {t('versionN', { version })}
              </Link>
            ),
          },
          { key: 'status', title: t('statusTitle'), cell: ({ status }) => <VersionTag status={status} /> },
          { key: 'imported', title: t('imported'), cell: ({ importedAt }) => momentText(importedAt) },
          {
            key: 'from',
            title: t('activeFrom'),
            cell: ({ activeFrom, activeTo }) =>
              activeFrom === null
                ? '–'
                : t(activeTo === null ? 'since' : 'sinceUntil', {
                    from: momentText(activeFrom),
                    to: activeTo === null ? '' : momentText(activeTo),
                  }),
          },
          {
            key: 'running',
            title: t('running'),
            cell: ({ version, status }) => {
              if (status === 'draft') return '–';
              const count = running(version);
              return count === undefined ? (
                '…'
              ) : (
                <Link to={paths.lifecycles} search={{ plan: plan.plan, version }}>
                  {t('runningN', { count })}
                </Link>
              );
            },
          },
          {
            key: 'compare',
            title: t('compare'),
            cell: ({ version, status }) =>
              status === 'draft' && plan.active !== null ? (
                <Link
                  to={paths.planCompare}
                  params={{ plan: plan.plan, from: String(plan.active), to: String(version) }}
                >
                  {t('compareWith', { version: plan.active })}
                </Link>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </section>
  );
}
