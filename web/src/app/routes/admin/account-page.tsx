import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AccountAccess } from '../../../features/accounts/account-access';
import { AccountContact } from '../../../features/accounts/account-contact';
import { AccountPosts } from '../../../features/accounts/account-posts';
import { AccountSessions } from '../../../features/accounts/account-sessions';
import { accountQuery } from '../../../features/accounts/get-accounts';
import { PageHeader } from '../../../ui/page-header';
import { ErrorState, LoadingState } from '../../../ui/states';
import { paths } from '../../paths';

const route = getRouteApi('/inside/quan-tri/tai-khoan/$name');

/** One account: how its person gets in, is reached, and which posts they hold. */
export function AccountPage() {
  const { name } = route.useParams();
  const { t } = useTranslation('accounts');
  const { data, error, refetch } = useQuery(accountQuery(name));
  return (
    <>
      <PageHeader
        title={data?.data.displayName ?? name}
        above={<Link to={paths.accounts}>{t('title')}</Link>}
        lead={name}
      />
      {error && !data && <ErrorState error={error} retry={refetch} />}
      {!error && !data && <LoadingState rows={4} />}
      {data && (
        <>
          <AccountAccess account={data} />
          <AccountPosts name={name} />
          <AccountSessions name={name} />
          <AccountContact key={data.etag} account={data} />
        </>
      )}
    </>
  );
}
