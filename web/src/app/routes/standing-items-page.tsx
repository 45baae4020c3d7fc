import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  itemsQuery,
  type List,
  lists,
  type Quadrant,
  quadrants,
  type Standing,
  standingQuery,
} from '../../features/standing/get-standing';
import { ItemList } from '../../features/standing/item-list';
import { unitText } from '../../features/standing/unit-text';
import { dateText, numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { PageHeader } from '../../ui/page-header';
import { paths } from '../paths';

const route = getRouteApi('/inside/dieu-hanh/danh-sach');
/** As many as the API lists at once. */
const MOST = 200;

const isList = (which: Quadrant | List): which is List => lists.some((one) => one === which);

/** What is behind a number of leadership's page. */
export function StandingItemsPage() {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  const { so, ngay: asOf, donVi: unit } = route.useSearch();
  const which = whichOf(so);
  const standing = useQuery(standingQuery({ asOf, unit, limit: isList(which) ? MOST : 1 }));
  const counted = useQuery({
    ...itemsQuery({ asOf, unit, limit: MOST, quadrant: isList(which) ? 'open-overdue' : which }),
    enabled: !isList(which),
  });
  const found = isList(which) ? standing.data?.[which] : counted.data;
  const { error, refetch } = isList(which) ? standing : counted;
  const title = isList(which) ? t(which) : labelOf(which, standing.data, language);
  const named = found?.items[0]?.unit;
  const total = found && numberText(found.total, language);
  return (
    <>
      <PageHeader
        title={title ?? t('behind')}
        above={
          <Link to={paths.leadership} search={{ ngay: asOf }}>
            {t('back')}
          </Link>
        }
        lead={
          <>
            {total !== undefined && t('found', { number: total })}
            {unit !== undefined && named && ` · ${unitText(named, language)}`}
            {asOf !== undefined && ` · ${t('asOf', { moment: dateText(asOf) })}`}
            {found && found.total > found.items.length && ` · ${t('first', { count: found.items.length })}`}
          </>
        }
      />
      <ItemList
        caption={title ?? t('behind')}
        items={found?.items}
        error={error}
        retry={refetch}
        empty={t('nothing')}
        hasTag
      />
    </>
  );
}

const names: Readonly<Record<Quadrant, keyof Standing['labels']>> = {
  'done-on-time': 'doneOnTime',
  'done-late': 'doneLate',
  'open-in-time': 'openInTime',
  'open-overdue': 'openOverdue',
  'done-untimed': 'doneUntimed',
  exempt: 'exempt',
  'not-assessable': 'notAssessable',
};

const labelOf = (which: Quadrant, standing: Standing | undefined, language: 'vi' | 'en'): string | undefined =>
  standing && said(standing.labels[names[which]], language);

/** An address that says none, or one that is not there, means what is late. */
const whichOf = (word: string | undefined): Quadrant | List =>
  [...quadrants, ...lists].find((one) => one === word) ?? 'late';
