import { SegmentedControl } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/session/get-me';
import { monthOf } from '../../features/tasks/months';
import { ownUnits } from '../../features/tasks/own-units';
import { MonthView } from '../../features/tasks/month-view';
import { useNow } from '../../lib/clock';
import { dayOf } from '../../lib/format';
import { PageHeader } from '../../ui/page-header';
import { LoadingState } from '../../ui/states';
import { paths } from '../paths';

const route = getRouteApi('/inside/lich');

/** What is due, month by month: as a list, which everybody can read, or as a sheet on the wall. */
export function CalendarPage() {
  const { t } = useTranslation('tasks');
  const me = useMe();
  const now = useNow();
  const navigate = useNavigate();
  const { month, view = 'agenda' } = route.useSearch();
  const units = ownUnits(me.posts);
  const go = (search: { readonly month?: string; readonly view?: 'agenda' | 'grid' }): void =>
    void navigate({
      to: paths.dueDates,
      search: { ...(month !== undefined && { month }), view, ...search },
      replace: true,
    });
  return (
    <>
      <PageHeader
        title={t('calendar')}
        lead={t('calendarLead')}
        actions={
          <SegmentedControl
            aria-label={t('view')}
            value={view}
            onChange={(chosen) => go({ view: chosen === 'grid' ? 'grid' : 'agenda' })}
            data={[
              { value: 'agenda', label: t('agenda') },
              { value: 'grid', label: t('grid') },
            ]}
          />
        }
      />
      {now === undefined ? (
        <LoadingState rows={6} />
      ) : (
        <MonthView
          today={dayOf(now)}
          month={month ?? monthOf(dayOf(now))}
          view={view}
          unit={units.length === 1 ? units[0] : undefined}
          show={(chosen) => go({ month: chosen })}
        />
      )}
    </>
  );
}
