import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header';
import { paths } from '../paths';

const route = getRouteApi('/inside/dot/$id/doi-chieu');

/** What all units say under one heading. */
export function RoundAnswersPage() {
  const { t } = useTranslation('rounds');
  const { id } = route.useParams();
  return (
    <PageHeader
      title={t('sideBySide')}
      above={
        <Link to={paths.round} params={{ id }}>
          {t('backToRound')}
        </Link>
      }
    />
  );
}
