import { Button, Group, Select } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayDialog } from '../../../features/calendar/day-dialog';
import {
  type CalendarDay,
  type CalendarYear,
  type ListedDay,
  type Of,
  writeYear,
  yearQuery,
} from '../../../features/calendar/get-calendar';
import { Months } from '../../../features/calendar/months';
import { Trial } from '../../../features/calendar/trial';
import { FindingsList } from '../../../features/plans/findings-list';
import { useNow } from '../../../lib/clock';
import { dateText, dayOf } from '../../../lib/format';
import { said, useLanguage } from '../../../lib/i18n';
import { DataTable } from '../../../ui/data-table';
import { PageHeader } from '../../../ui/page-header';
import { ProblemNote } from '../../../ui/problem-note';
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states';
import { toastDone } from '../../../ui/toast';
import { useChosenVersion, VersionChoice } from './version-choice';

const route = getRouteApi('/inside/quan-tri/lich-lam-viec');

/** The working calendar of a version: a year at a look, swapped pairs, and counts to try out. */
export function CalendarPage() {
  const { t } = useTranslation('calendar');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { of, error, refetch, isEmpty } = useChosenVersion(search);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<VersionChoice value={of} choose={(next) => void navigate({ search: { ...search, ...next } })} />}
      />
      {error && <ErrorState error={error} retry={refetch} />}
      {isEmpty && <EmptyState title={t('noPlan')} />}
      {of && (
        <Year
          key={`${of.plan} ${of.version} ${search.year ?? ''}`}
          of={of}
          year={search.year}
          setYear={(next) => void navigate({ search: { ...search, year: next } })}
        />
      )}
    </>
  );
}

type YearProps = { readonly of: Of; readonly year: number | undefined; readonly setYear: (year: number) => void };
function Year({ of, year: chosen, setYear }: YearProps) {
  const now = useNow();
  // Where nobody has chosen, the year of the house.
  const year = chosen ?? (now === undefined ? undefined : Number(dayOf(now).slice(0, 4)));
  const { data, error, refetch } = useQuery({ ...yearQuery(of, year ?? 0), enabled: year !== undefined });
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={6} height={120} />;
  return (
    <Written
      key={`${data.data.content} ${data.data.year}`}
      of={of}
      view={data.data}
      etag={data.etag}
      setYear={setYear}
    />
  );
}

const isListed = ({ kind }: CalendarDay): boolean => kind !== 'working' && kind !== 'weekend';
const listed = ({ date, kind, label, source, pair }: CalendarDay): ListedDay => ({
  date,
  kind: kind as ListedDay['kind'],
  label: label ?? { vi: kind, en: kind },
  ...(source !== null && { source }),
  ...(pair !== null && { pair }),
});

type WrittenProps = {
  readonly of: Of;
  readonly view: CalendarYear;
  readonly etag: string | undefined;
  readonly setYear: (year: number) => void;
};
function Written({ of, view, etag, setYear }: WrittenProps) {
  const { t } = useTranslation('calendar');
  const [language] = useLanguage();
  const client = useQueryClient();
  const was = view.days.filter(isListed).map(listed);
  const [days, setDays] = useState<readonly ListedDay[]>(was);
  const [status, setStatus] = useState<'decided' | 'provisional'>(
    view.status === 'decided' ? 'decided' : 'provisional',
  );
  const [chosen, setChosen] = useState<CalendarDay>();
  const isDraft = view.versionStatus === 'draft';
  const isChanged =
    JSON.stringify(days) !== JSON.stringify(was) || (view.status !== 'unknown' && status !== view.status);
  const saving = useMutation({
    mutationFn: writeYear,
    onSuccess: async () => {
      toastDone(t('saved', { year: view.year }));
      await client.invalidateQueries({ queryKey: ['plans', of.plan] });
    },
  });
  const byDate = new Map(days.map((day) => [day.date, day]));
  const shown = view.days.map((day): CalendarDay => {
    const now = byDate.get(day.date);
    if (now) return { ...day, kind: now.kind, label: now.label, source: now.source ?? null, pair: now.pair ?? null };
    const isWeekend = [0, 6].includes(new Date(`${day.date}T00:00:00Z`).getUTCDay());
    return { ...day, kind: isWeekend ? 'weekend' : 'working', label: null, source: null, pair: null };
  });
  const put = (dates: readonly string[], next: readonly ListedDay[]): void =>
    setDays((before) =>
      [...before.filter(({ date }) => !dates.includes(date)), ...next].sort((a, b) => (a.date < b.date ? -1 : 1)),
    );
  return (
    <>
      <Trial of={of} day={`${view.year}-11-20`} />
      <Group justify="space-between" mb="md">
        <Group>
          <Select
            aria-label={t('year')}
            data={[...new Set([...view.years, view.year, Math.max(...view.years) + 1])].sort().map(String)}
            value={String(view.year)}
            onChange={(next) => next && setYear(Number(next))}
            allowDeselect={false}
            w={110}
          />
          {isDraft ? (
            <Select
              aria-label={t('statusTitle')}
              data={(['decided', 'provisional'] as const).map((value) => ({ value, label: t(`status.${value}`) }))}
              value={status}
              onChange={(next) => next && setStatus(next)}
              allowDeselect={false}
              w={200}
            />
          ) : (
            <span>{t(`status.${view.status}`)}</span>
          )}
        </Group>
        {isDraft ? (
          <Button
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            disabled={!isChanged}
            loading={saving.isPending}
            onClick={() => saving.mutate({ ...of, year: view.year, etag, status, days })}
          >
            {t('save')}
          </Button>
        ) : (
          <span>{t('readOnly')}</span>
        )}
      </Group>
      <ProblemNote error={saving.error} />
      {saving.data && saving.data.errors > 0 && <FindingsList findings={saving.data.findings} />}
      <Months days={shown} choose={isDraft ? setChosen : undefined} />
      <p>{t('legend')}</p>
      <DataTable
        caption={t('listed')}
        rows={days}
        keyOf={({ date }) => date}
        empty={t('noneListed')}
        columns={[
          {
            key: 'date',
            title: t('day'),
            isRowHeader: true,
            cell: ({ date }) => <span className="numbers">{dateText(date)}</span>,
            width: '130px',
          },
          { key: 'kind', title: t('is'), cell: ({ kind }) => t(`kind.${kind}`), width: '170px' },
          { key: 'label', title: t('label'), cell: ({ label }) => said(label, language) },
          {
            key: 'pair',
            title: t('pair'),
            cell: ({ pair }) => (pair === undefined ? '–' : dateText(pair)),
            width: '130px',
          },
          { key: 'source', title: t('source'), cell: ({ source }) => source ?? '–' },
        ]}
      />
      <DayDialog day={chosen} close={() => setChosen(undefined)} put={put} />
    </>
  );
}
