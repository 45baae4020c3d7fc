import { Button } from '@mantine/core';
import { IconFileTypeCsv, IconFileTypeXls, IconPrinter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Asked, exportAddress } from '../../features/matrix/get-matrix';
import { MatrixFilters, type Shown } from '../../features/matrix/matrix-filters';
import { MatrixSheet } from '../../features/matrix/matrix-sheet';
import { daysOf, partOf, type Span } from '../../features/matrix/period';
import { useNow } from '../../lib/clock';
import { dateText, dayOf } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { PageHeader } from '../../ui/page-header';
import { LoadingState } from '../../ui/states';

const route = getRouteApi('/inside/ma-tran');

/** Units × rounds, of any period, as of any day. */
export function MatrixPage() {
  const { t } = useTranslation('matrix');
  const now = useNow();
  const { nam, ky, tu, den, nghiaVu, ngay: asOf } = route.useSearch();
  const navigate = route.useNavigate();
  if (now === undefined)
    return (
      <>
        <PageHeader title={t('title')} lead={t('lead')} />
        <LoadingState rows={8} />
      </>
    );
  const shown: Shown = {
    year: nam ?? Number(dayOf(now).slice(0, 4)),
    part: partOf(ky),
    span: tu !== undefined && den !== undefined ? { from: tu, to: den } : undefined,
    obligations: nghiaVu ?? [],
    asOf,
  };
  const change = ({ year, part, span, obligations, asOf: day }: Shown): void =>
    void navigate({
      search: {
        nam: year,
        ky: part,
        ...(span && { tu: span.from, den: span.to }),
        ...(obligations.length > 0 && { nghiaVu: [...obligations] }),
        ...(day !== undefined && { ngay: day }),
      },
      replace: true,
    });
  const asked: Asked & Span = {
    asOf,
    ...daysOf(shown),
    ...(shown.obligations.length > 0 && { obligation: shown.obligations }),
  };
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={`${dateText(asked.from)} – ${dateText(asked.to)} · ${t('asOfDay', { day: dateText(asOf ?? now) })}`}
        actions={<Actions asked={asked} />}
      />
      <MatrixFilters shown={shown} now={now} change={change} />
      <MatrixSheet key={JSON.stringify({ ...asked, asOf: undefined })} asked={asked} />
    </>
  );
}

function Actions({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  return (
    <>
      <Button
        component="a"
        href={exportAddress(asked, 'xlsx', language)}
        download
        variant="default"
        leftSection={<IconFileTypeXls size={16} aria-hidden />}
      >
        {t('xlsx')}
      </Button>
      <Button
        component="a"
        href={exportAddress(asked, 'csv', language)}
        download
        variant="default"
        leftSection={<IconFileTypeCsv size={16} aria-hidden />}
      >
        {t('csv')}
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </>
  );
}
