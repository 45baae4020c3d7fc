import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toastProblem } from '../../ui/toast';
import { markRead, messageQuery } from './get-messages';

export function useMarkRead() {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: markRead,
    onSuccess: (message) => {
      client.setQueryData(messageQuery(message.id).queryKey, message);
      return client.invalidateQueries({ queryKey: ['inbox', 'list'] });
    },
    onError: (error) => toastProblem(error, t('failedMore')),
  });
}
