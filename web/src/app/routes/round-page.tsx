import { Button } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/session/get-me';
import { ChildrenList } from '../../features/work/children-list';
import { EventActions } from '../../features/work/event-actions';
import { instanceQuery } from '../../features/work/get-instance';
import { InstanceLead, InstanceTags } from '../../features/work/instance-head';
import { said, useLanguage } from '../../lib/i18n';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { paths } from '../paths';

const route = getRouteApi('/inside/dot/$id');

/** A round: who has sent, who has not, and what one does about it. */
export function RoundPage() {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const me = useMe();
  const { id } = route.useParams();
  const { data: looked, error, refetch } = useQuery(instanceQuery(Number(id)));
  if (!looked)
    return (
      <>
        <PageHeader title={t('round')} />
        {error ? <ErrorState error={error} retry={refetch} /> : <LoadingState rows={6} />}
      </>
    );
  const { data: instance, etag } = looked;
  return (
    <>
      <PageHeader
        key={id}
        title={said(instance.label, language)}
        windowTitle={`${said(instance.label, language)} ${instance.period.id}`}
        lead={
          <>
            <InstanceTags instance={instance} /> <InstanceLead instance={instance} />
          </>
        }
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconColumns3 size={16} aria-hidden />}
              renderRoot={(props) => <Link to={paths.roundAnswers} params={{ id }} {...props} />}
            >
              {t('sideBySide')}
            </Button>
            <EventActions instance={instance} etag={etag} viewer={me} />
          </>
        }
      />
      <ChildrenList instance={instance} />
    </>
  );
}
