import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './confirm-dialog';
import { useUnsaved } from './enclosing-dialog';

/** Asks before what was typed and not saved is left: for another page of ours, by the browser for one of elsewhere, and by the dialog that it was typed in. */
export function LeaveGuard({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const { t } = useTranslation();
  useUnsaved(isUnsaved);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={status === 'blocked'}
      close={() => reset?.()}
      title={t('unsaved.title')}
      verb={t('unsaved.leave')}
      isGrave
      isBusy={false}
      error={undefined}
      confirm={() => proceed?.()}
    >
      {t('unsaved.more')}
    </ConfirmDialog>
  );
}
