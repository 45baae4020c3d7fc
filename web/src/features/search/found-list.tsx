import { IconBuilding, IconChecklist, IconFileText, IconRepeat, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { showClause } from '../../lib/clause-help';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { HelpLink } from '../../ui/help-link';
import { DueText } from '../../ui/due-text';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { TimelinessTag } from '../../ui/timeliness-tag';
import { type Found, foundQuery, type FoundWork } from './get-found';
import styles from './search.module.css';

type Props = {
  readonly q: string;
  /** Whether whoever looks may open the page of an obligation; a schedule leads there, and otherwise to itself. */
  readonly opensObligations: boolean;
};

/** What was found: work first, then units, obligations and clauses. */
export function FoundList({ q, opensObligations }: Props) {
  const { t } = useTranslation('search');
  const { data, error, refetch } = useQuery(foundQuery(q));
  if (q === '') return <EmptyState title={t('begin')}>{t('beginMore')}</EmptyState>;
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={5} />;
  const { units, obligations, work, clauses, meant } = data;
  const n = units.length + obligations.length + work.length + clauses.length;
  return (
    <>
      <p role="status" className={styles['count']}>
        {t('found', { count: n })}
      </p>
      {n === 0 && (
        <EmptyState icon={IconSearchOff} title={t('nothing', { q })}>
          {t('nothingMore')}
        </EmptyState>
      )}
      {meant.length > 0 && <Units title={t('meant')} units={meant} />}
      {work.length > 0 && <Work title={t('work')} items={work} />}
      {units.length > 0 && <Units title={t('units')} units={units} />}
      {obligations.length > 0 && (
        <Work title={t('obligations')} items={obligations} opensObligations={opensObligations} />
      )}
      {clauses.length > 0 && <Clauses clauses={clauses} />}
    </>
  );
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles['group']}>
    <h2>{title}</h2>
    <ul>{children}</ul>
  </section>
);

type WorkProps = { readonly title: string; readonly items: readonly FoundWork[]; readonly opensObligations?: boolean };

function Work({ title, items, opensObligations = false }: WorkProps) {
  const { t } = useTranslation('search');
  const [language] = useLanguage();
  return (
    <Group title={title}>
      {items.map(({ id, kind, plan, obligation, label, unit, period, clause, stageLabel, timeliness, due }) => {
        const Mark = kind === 'series' ? IconRepeat : IconChecklist;
        return (
          <li key={id}>
            <Mark size={18} stroke={1.6} aria-hidden />
            <div>
              {opensObligations ? (
                <Link to={paths.obligation} params={{ plan, obligation }}>
                  {said(label, language)}
                </Link>
              ) : (
                <Link to={paths.task} params={{ id: String(id) }}>
                  {said(label, language)}
                </Link>
              )}
              <p className={styles['small']}>
                {[
                  unit.name ? said(unit.name, language) : unit.code,
                  kind !== 'series' && periodText(period),
                  t('clause', { clause }),
                  said(stageLabel, language),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {due !== null && (
              <div className={styles['due']}>
                <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
                <DueText at={due} isShort />
              </div>
            )}
          </li>
        );
      })}
    </Group>
  );
}

function Units({ title, units }: { readonly title: string; readonly units: Found['units'] }) {
  const [language] = useLanguage();
  return (
    <Group title={title}>
      {units.map(({ plan, code, name }) => (
        <li key={`${plan} ${code}`}>
          <IconBuilding size={18} stroke={1.6} aria-hidden />
          <Link to={paths.tasks} search={{ unit: code }}>
            {name ? said(name, language) : code}
          </Link>
        </li>
      ))}
    </Group>
  );
}

function Clauses({ clauses }: { readonly clauses: Found['clauses'] }) {
  const { t } = useTranslation('search');
  const [language] = useLanguage();
  return (
    <Group title={t('clauses')}>
      {clauses.map(({ plan, clause, obligations }) => (
        <li key={`${plan} ${clause}`}>
          <IconFileText size={18} stroke={1.6} aria-hidden />
          <div>
            <HelpLink open={() => showClause({ plan, clause })}>{t('clause', { clause })}</HelpLink>
            <p className={styles['small']}>
              {[...new Set(obligations.map(({ label }) => said(label, language)))].join(' · ')}
            </p>
          </div>
        </li>
      ))}
    </Group>
  );
}
