import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FoundList } from '../../features/search/found-list';
import { SearchBox } from '../../features/search/search-box';
import styles from '../../features/search/search.module.css';
import { useMe } from '../../features/session/get-me';
import { PageHeader } from '../../ui/page-header';
import { followsObligations } from '../navigation';

const route = getRouteApi('/inside/tim');

export function SearchPage() {
  const { t } = useTranslation('search');
  const { q = '' } = route.useSearch();
  const opensObligations = followsObligations(useMe());
  return (
    <>
      <PageHeader title={q === '' ? t('title') : t('titleOf', { q })} />
      <div className={styles['onPhone']}>
        <SearchBox isWide />
      </div>
      <FoundList q={q} opensObligations={opensObligations} />
    </>
  );
}
