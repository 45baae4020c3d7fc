import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuditTrail } from '../../../features/audit/audit-trail';
import { PageHeader } from '../../../ui/page-header';

const route = getRouteApi('/inside/quan-tri/nhat-ky');

/** The audit trail, with filters that stand in the address. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <AuditTrail filter={filter} change={(search) => void navigate({ search })} />
    </>
  );
}
