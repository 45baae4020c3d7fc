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
import { saveOver, type Stored, useTypedOver } from '../../../lib/typed-over';
import { DataTable } from '../../../ui/data-table';
import { LeaveGuard } from '../../../ui/leave-guard';
import { MeanwhileNote } from '../../../ui/meanwhile-note';
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
      {error && !of && <ErrorState error={error} retry={refetch} />}
      {!error && !of && !isEmpty && <LoadingState rows={6} height={120} />}
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
      key={data.data.year}
      of={of}
      view={data.data}
      latest={storedOf(data)}
      renew={async () => {
        const { data: now } = await refetch();
        return now && storedOf(now);
      }}
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

type Status = 'decided' | 'provisional';
type Year = { readonly days: readonly ListedDay[]; readonly status: Status };
const storedOf = ({
  data,
  etag,
}: {
  readonly data: CalendarYear;
  readonly etag: string | undefined;
}): Stored<Year> => ({
  value: {
    days: data.days.filter(isListed).map(listed),
    status: data.status === 'decided' ? 'decided' : 'provisional',
  },
  etag,
});

type WrittenProps = {
  readonly of: Of;
  readonly view: CalendarYear;
  readonly latest: Stored<Year>;
  readonly renew: () => Promise<Stored<Year> | undefined>;
  readonly setYear: (year: number) => void;
};
function Written({ of, view, latest, renew, setYear }: WrittenProps) {
  const { t } = useTranslation('calendar');
  const [language] = useLanguage();
  const client = useQueryClient();
  const desk = useTypedOver(latest);
  const { days, status } = desk.value;
  const [chosen, setChosen] = useState<CalendarDay>();
  const isDraft = view.versionStatus === 'draft';
  const saving = useMutation({
    mutationFn: () =>
      saveOver({
        latest,
        opened: desk.opened,
        renew,
        write: (etag) => writeYear({ ...of, year: view.year, etag, status, days }),
      }),
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
    desk.change((before) => ({
      ...before,
      days: [...before.days.filter(({ date }) => !dates.includes(date)), ...next].sort((a, b) =>
        a.date < b.date ? -1 : 1,
      ),
    }));
  return (
    <>
      <Trial of={of} day={`${view.year}-11-20`} isUnsaved={isDraft && desk.isUnsaved} />
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
              onChange={(next) => next && desk.change((before) => ({ ...before, status: next }))}
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
            disabled={!desk.isUnsaved || desk.isMeanwhile}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('save')}
          </Button>
        ) : (
          <span>{t('readOnly')}</span>
        )}
      </Group>
      {desk.isMeanwhile ? <MeanwhileNote {...desk} /> : <ProblemNote error={saving.error} />}
      <LeaveGuard isUnsaved={isDraft && desk.isUnsaved} />
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
