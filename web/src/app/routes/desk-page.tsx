import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueQuery } from '../../features/desk/get-queue';
import { QueueBoard } from '../../features/desk/queue-board';
import { ScoreRounds } from '../../features/scores/score-rounds';
import { useMe } from '../../features/session/get-me';
import { momentText } from '../../lib/format';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { ActButton, ActDialog, type Acting } from './act-in-place';

/** Bàn thư ký: where the day of the secretariat begins, and of whoever scores others. */
export function DeskPage() {
  const { t } = useTranslation('desk');
  const me = useMe();
  const client = useQueryClient();
  const [acting, setActing] = useState<Acting>();
  const isSecretary = me.posts.some(({ roles }) => roles.includes('secretariat'));
  const { data, error, refetch } = useQuery(queueQuery);
  const close = (): void => {
    setActing(undefined);
    void client.invalidateQueries({ queryKey: ['monitoring'] });
  };
  return (
    <>
      <PageHeader
        title={t(isSecretary ? 'title' : 'followTitle')}
        lead={data ? t('asOf', { moment: momentText(data.asOf) }) : t(isSecretary ? 'lead' : 'followLead')}
        actions={
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      {!isSecretary && <ScoreRounds />}
      {error && !data ? <ErrorState error={error} retry={refetch} /> : !data && <LoadingState rows={6} height={88} />}
      {data && <QueueBoard queue={data} viewer={me} act={(item) => <ActButton item={item} begin={setActing} />} />}
      {acting && <ActDialog key={acting.id} acting={acting} close={close} />}
    </>
  );
}
