import { Button } from '@mantine/core';
import { IconDeviceTv, IconMessageQuestion, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Figures } from '../../features/standing/figures';
import { ofSheet, standingQuery } from '../../features/standing/get-standing';
import { StandingLists } from '../../features/standing/standing-lists';
import { Wall } from '../../features/standing/wall';
import { dateText, momentText } from '../../lib/format';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { paths } from '../paths';

const route = getRouteApi('/inside/dieu-hanh');
/** A wall asks again by itself. */
const MINUTE = 60_000;

/** Leadership's one page, without a click: the four numbers, who is late and with whom it is stuck, what comes. */
export function LeadershipPage() {
  const { t } = useTranslation('standing');
  const { ngay: asOf, 'man-hinh': wall } = route.useSearch();
  const isWall = wall === 1;
  const { data, error, refetch } = useQuery({
    ...standingQuery(ofSheet(asOf)),
    ...(isWall && { refetchInterval: MINUTE, refetchIntervalInBackground: true }),
  });
  // The numbers first; the lists follow when those are on the screen, and hold nothing up.
  const rest = useDeferredValue(data, undefined);
  if (isWall && data) return <Wall standing={data} />;
  const lead = data && (
    <>
      {t('asOf', { moment: momentText(data.asOf) })} ·{' '}
      {t('period', { from: dateText(data.from), to: dateText(data.to) })}
      {asOf !== undefined && (
        <>
          {' · '}
          <Link to={paths.leadership}>{t('backToNow')}</Link>
        </>
      )}
    </>
  );
  return (
    <>
      <PageHeader title={t('title')} lead={lead ?? t('lead')} actions={<Actions />} />
      {error && !data ? <ErrorState error={error} retry={refetch} /> : !data && <LoadingState rows={6} height={72} />}
      {data && (
        <>
          <Figures counts={data.counts} labels={data.labels} asOf={asOf} />
          {rest ? <StandingLists standing={rest} asOf={asOf} /> : <LoadingState rows={5} height={72} />}
        </>
      )}
    </>
  );
}

function Actions() {
  const { t } = useTranslation('standing');
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMessageQuestion size={16} aria-hidden />}
        renderRoot={(props) => <Link {...props} to={paths.explanations} />}
      >
        {t('explanations')}
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDeviceTv size={16} aria-hidden />}
        renderRoot={(props) => <Link {...props} to={paths.leadership} search={{ 'man-hinh': 1 }} target="_blank" />}
      >
        {t('wall')}
      </Button>
    </>
  );
}
