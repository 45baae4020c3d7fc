import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { usePlanName } from '../../lib/plan-names';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DataTable } from '../../ui/data-table';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { type Import, importsQuery, takeBack } from './take-in';

/** Files that were taken in; the last of each kind can be taken back. */
export function ImportList({ kind }: { readonly kind: Import['kind'] }) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const planName = usePlanName();
  const [asked, ask] = useState<Import>();
  const { data, error, refetch } = useQuery(importsQuery);
  const rows = data?.items.filter((one) => one.kind === kind);
  const back = useMutation({
    mutationFn: takeBack,
    onSuccess: async () => {
      ask(undefined);
      toastDone(t('takenBack'));
      await Promise.all(['imports', 'accounts', 'plans'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  });
  // Only what came last can be taken back; of units, what came last in that plan.
  const isLast = (one: Import): boolean =>
    rows?.find(({ undoneAt, plan }) => undoneAt === null && plan === one.plan)?.id === one.id;
  return (
    <Section title={t('list')}>
      <DataTable
        caption={t('list')}
        rows={rows}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('none')}
        columns={[
          {
            key: 'at',
            title: t('when'),
            isRowHeader: true,
            cell: ({ at }) => <span className="numbers">{momentText(at)}</span>,
            width: '160px',
          },
          { key: 'actor', title: t('by'), cell: ({ actor }) => actor },
          ...(kind === 'units'
            ? [
                {
                  key: 'draft',
                  title: t('draft'),
                  cell: ({ plan, version }: Import) =>
                    t('draftOf', { plan: plan === null ? '–' : planName(plan), version }),
                },
              ]
            : []),
          {
            key: 'counts',
            title: t('result'),
            cell: ({ added, changed, unchanged }) => t('countsOf', { added, changed, unchanged }),
          },
          {
            key: 'undone',
            title: t('act'),
            cell: (one) =>
              one.undoneAt !== null
                ? t('undoneAt', { at: momentText(one.undoneAt), by: one.undoneBy })
                : isLast(one) && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<IconArrowBackUp size={15} aria-hidden />}
                      onClick={() => ask(one)}
                    >
                      {t('takeBack')}
                    </Button>
                  ),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={asked !== undefined}
        close={() => ask(undefined)}
        title={t('takeBackTitle', { at: asked && momentText(asked.at) })}
        verb={t('takeBack')}
        isBusy={back.isPending}
        error={back.error}
        confirm={() => asked && back.mutate(asked)}
      >
        {t(`takeBackMore.${kind}`)}
      </ConfirmDialog>
    </Section>
  );
}
