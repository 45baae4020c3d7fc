import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { messageQuery } from '../../features/inbox/get-messages';
import { MessageView } from '../../features/inbox/message-view';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { paths } from '../paths';

const route = getRouteApi('/inside/hop-thu/$id');

export function MessagePage() {
  const { t } = useTranslation('inbox');
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(messageQuery(Number(id)));
  const back = (
    <Anchor component={Link} to={paths.inbox} size="sm">
      {t('backToList')}
    </Anchor>
  );
  return (
    <>
      <PageHeader key={id} title={data?.subject ?? t('message')} above={back} />
      {data ? <MessageView message={data} /> : error ? <ErrorState error={error} retry={refetch} /> : <LoadingState />}
    </>
  );
}
