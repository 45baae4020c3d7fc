import { IconCircleCheck, IconKey, IconLock, IconShieldCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusTag } from '../../ui/status-tag';
import type { Account } from './get-accounts';

const markOf = ({ isDisabled, hasPassword, mustChange, hasTotp }: Account) =>
  isDisabled
    ? (['calm', IconUserOff, 'disabled'] as const)
    : !hasPassword
      ? (['warn', IconLock, 'noPassword'] as const)
      : mustChange
        ? (['info', IconKey, 'firstPassword'] as const)
        : hasTotp
          ? (['good', IconShieldCheck, 'twoFactors'] as const)
          : (['good', IconCircleCheck, 'active'] as const);

/** Whether somebody can sign in, and how safely. */
export function AccountState({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts');
  const [tone, icon, word] = markOf(account);
  return (
    <StatusTag tone={tone} icon={icon}>
      {t(`states.${word}`)}
    </StatusTag>
  );
}
