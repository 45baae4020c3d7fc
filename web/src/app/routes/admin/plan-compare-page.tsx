import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRunning } from '../../../features/lifecycles/get-lifecycles';
import { ActivateCompared } from '../../../features/plans/activate-plan';
import {
  CalendarChanged,
  DatesChanged,
  OpeningsChanged,
  PartsChanged,
  PeopleChanged,
  useNames,
} from '../../../features/plans/comparison-parts';
import { ComparisonSummary } from '../../../features/plans/comparison-summary';
import { FindingsList } from '../../../features/plans/findings-list';
import { comparisonQuery, versionQuery, vocabularyQuery } from '../../../features/plans/get-plans';
import { useMe } from '../../../features/session/get-me';
import { dateText } from '../../../lib/format';
import { said, useLanguage } from '../../../lib/i18n';
import { isProblem } from '../../../lib/problem';
import { PageHeader } from '../../../ui/page-header';
import { ErrorState, LoadingState } from '../../../ui/states';
import { paths } from '../../paths';

const route = getRouteApi('/inside/quan-tri/ke-hoach/$plan/so-sanh/$from/$to');

/** What activating one version after another would change: dates, people, states, and for whom. */
export function PlanComparePage() {
  const { plan, from, to } = route.useParams();
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const me = useMe();
  const { data, error, refetch } = useQuery(comparisonQuery(plan, Number(from), Number(to)));
  const version = useQuery(versionQuery({ plan, version: Number(to) }));
  const words = useQuery(vocabularyQuery({ plan, version: Number(to) }));
  const before = useQuery(vocabularyQuery({ plan, version: Number(from) }));
  /** What the later version no longer has, the earlier one still has a name for. */
  const both = <K extends 'units' | 'lifecycles' | 'formNames'>(kind: K) => [
    ...(words.data?.[kind] ?? []),
    ...(before.data?.[kind] ?? []),
  ];
  const nameOf = (list: readonly { name: string; label: { vi: string; en: string } }[] | undefined) => (id: string) => {
    const found = list?.find(({ name }) => name === id);
    return found ? said(found.label, language) : id;
  };
  const running = useRunning();
  const unit = nameOf(both('units'));
  const duty = useNames({ names: data?.names ?? [] });
  const isDraft = version.data?.data.status === 'draft';
  return (
    <>
      <PageHeader
        title={t('compareTitle', { from, to })}
        above={
          <Link to={paths.planVersion} params={{ plan, version: to }}>
            {t('versionN', { version: to })}
          </Link>
        }
        lead={data && t('compareLead', { day: dateText(data.day), count: data.unchanged })}
        actions={data && isDraft && me.rights.includes('plans.activate') && <ActivateCompared comparison={data} />}
      />
      {error && <ErrorState error={error} retry={refetch} />}
      {isProblem(error, 'plan-has-errors') && <FindingsList findings={error.facts['findings'] ?? []} />}
      {!error && !data && <LoadingState rows={8} />}
      {data && (
        <Stack gap="xl">
          <ComparisonSummary comparison={data} running={running({ plan, version: Number(from) })} />
          <PartsChanged
            title={t('obligations')}
            parts={data.obligations}
            name={(id) => `${id} · ${duty(id)}`}
            task={duty}
          />
          <DatesChanged comparison={data} unit={unit} />
          <OpeningsChanged title={t('opensNew')} openings={data.opens} name={duty} unit={unit} />
          <OpeningsChanged title={t('withdrawn')} openings={data.withdrawn} name={duty} unit={unit} />
          <OpeningsChanged title={t('missed')} openings={data.missed} name={duty} unit={unit} />
          <PartsChanged
            title={t('lifecyclesChanged')}
            parts={data.lifecycles}
            name={nameOf(both('lifecycles'))}
            state={(lifecycle, state) =>
              nameOf(words.data?.lifecycles.find(({ name }) => name === lifecycle)?.states)(state)
            }
            usedBy={(lifecycle) =>
              version.data?.data.obligations.flatMap((one) =>
                one.lifecycle === lifecycle ? [`${duty(one.id)} (${one.id})`] : [],
              ) ?? []
            }
          />
          <PartsChanged title={t('formsChanged')} parts={data.forms} name={nameOf(both('formNames'))} />
          <PartsChanged title={t('unitsChanged')} parts={data.units} name={unit} />
          <PeopleChanged comparison={data} unit={unit} />
          <CalendarChanged calendar={data.calendar} />
        </Stack>
      )}
    </>
  );
}
