import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { toastDone } from '../../ui/toast';
import { type Delegation, delegationsQuery, endDelegation } from './get-delegations';

type Props = { readonly ended: Delegation | undefined; readonly close: () => void };

/** A post comes back to whoever lent it; it is asked once more. */
export function EndDelegation({ ended, close }: Props) {
  const { t } = useTranslation('delegations');
  const client = useQueryClient();
  const ending = useMutation({
    mutationFn: endDelegation,
    onSuccess: () => {
      close();
      toastDone(t('delegationEnded'));
      return client.invalidateQueries({ queryKey: delegationsQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      isOpen={ended !== undefined}
      close={close}
      title={t('endDelegationTitle', { name: ended?.deputyName })}
      verb={t('takeBack')}
      isBusy={ending.isPending}
      error={ending.error}
      confirm={() => ended && ending.mutate(ended.id)}
    >
      {t('endDelegationMore')}
    </ConfirmDialog>
  );
}
