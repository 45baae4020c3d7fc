import { Button, SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { yearQuery } from '../../features/year/get-year';
import { YearGantt } from '../../features/year/year-gantt';
import { YearList } from '../../features/year/year-list';
import { useNow } from '../../lib/clock';
import { dayOf } from '../../lib/format';
import { PageHeader } from '../../ui/page-header';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { Toolbar } from '../../ui/toolbar';

const route = getRouteApi('/inside/ke-hoach-nam');
/** So many years back one may look. */
const YEARS = 5;

/** The year of the plan: as bars, or as a list. */
export function YearPage() {
  const { t } = useTranslation('year');
  const now = useNow();
  const { nam, dang } = route.useSearch();
  // On a phone a year is read, not looked at.
  const isPhone = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false });
  const view = dang ?? (isPhone ? 'list' : 'bars');
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(yearQuery(nam));
  const today = now === undefined ? undefined : Number(dayOf(now).slice(0, 4));
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t(view === 'bars' ? 'lead' : 'listLead')}
        actions={
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      <Toolbar>
        <SegmentedControl
          aria-label={t('view')}
          data={[
            { value: 'bars', label: t('bars') },
            { value: 'list', label: t('list') },
          ]}
          value={view}
          onChange={(chosen) =>
            void navigate({ search: (was) => ({ ...was, dang: chosen === 'list' ? 'list' : 'bars' }), replace: true })
          }
        />
        {today !== undefined && (
          <Select
            aria-label={t('year')}
            data={Array.from({ length: YEARS + 1 }, (_, back) => String(today + 1 - back))}
            value={String(nam ?? today)}
            allowDeselect={false}
            w={112}
            onChange={(chosen) =>
              chosen && void navigate({ search: (was) => ({ ...was, nam: Number(chosen) }), replace: true })
            }
          />
        )}
      </Toolbar>
      {error && !data ? <ErrorState error={error} retry={refetch} /> : (!data || !now) && <LoadingState rows={8} />}
      {data && now && data.sections.length === 0 && <EmptyState title={t('none')} />}
      {data &&
        now &&
        data.sections.length > 0 &&
        (view === 'list' ? <YearList year={data} /> : <YearGantt year={data} now={now} />)}
    </>
  );
}
