import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FoundList } from '../../features/search/found-list';
import { SearchBox } from '../../features/search/search-box';
import styles from '../../features/search/search.module.css';
import { PageHeader } from '../../ui/page-header';

const route = getRouteApi('/inside/tim');

export function SearchPage() {
  const { t } = useTranslation('search');
  const { q = '' } = route.useSearch();
  return (
    <>
      <PageHeader title={q === '' ? t('title') : t('titleOf', { q })} />
      <div className={styles['onPhone']}>
        <SearchBox isWide />
      </div>
      <FoundList q={q} />
    </>
  );
}
