import { Anchor } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemQuery } from '../../features/session/get-problem';
import { SignInForm } from '../../features/session/sign-in-form';
import { localPath } from '../../lib/local-path';
import { PageHeader } from '../../ui/page-header';
import { Note } from '../../ui/problem-note';
import { paths } from '../paths';

const route = getRouteApi('/door/dang-nhap');

export function SignInPage() {
  const { t } = useTranslation('session');
  const { returnTo, error } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const whither = localPath(returnTo) ?? paths.home;
  const done = (): void => {
    // Whoever was here before is forgotten.
    client.clear();
    router.history.push(whither);
  };
  return (
    <>
      <PageHeader title={t('signInTitle')} lead={t('signInLead')} />
      {error !== undefined && <Refused code={error} />}
      <SignInForm
        returnTo={whither}
        isAgain={error === 'sign-in-again'}
        done={done}
        forgotten={
          <Anchor component={Link} to={paths.forgotPassword} size="sm">
            {t('forgotten')}
          </Anchor>
        }
      />
    </>
  );
}

/** Why the provider's answer did not let anybody in: the API has the words. */
function Refused({ code }: { readonly code: string }) {
  const { data } = useQuery(problemQuery(code));
  return data ? <Note>{data.title}</Note> : null;
}
