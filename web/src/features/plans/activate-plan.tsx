import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { toastDone } from '../../ui/toast';
import { activate } from './change-plan';
import type { At, Comparison } from './get-plans';

type Props = { readonly at: At; readonly hash?: string; readonly children: ReactNode };

function Activate({ at, hash, children }: Props) {
  const { t } = useTranslation('plans');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const activating = useMutation({
    mutationFn: activate,
    onSuccess: async () => {
      toastDone(t('activated', { version: at.version }));
      await client.invalidateQueries();
      await navigate({ to: paths.planVersion, params: { plan: at.plan, version: String(at.version) } });
    },
  });
  return (
    <>
      <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('activate')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        close={() => setIsOpen(false)}
        title={t('activateTitle', { version: at.version })}
        verb={t('activate')}
        isBusy={activating.isPending}
        error={activating.error}
        confirm={() => activating.mutate({ ...at, hash })}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}

/** The first version of a plan: nothing runs yet that it would change. */
export function ActivateFirst({ at }: { readonly at: At }) {
  const { t } = useTranslation('plans');
  return <Activate at={at}>{t('activateFirst')}</Activate>;
}

/** After another one: what is confirmed is the very comparison that is on the page. */
export function ActivateCompared({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation('plans');
  const { plan, to, from, hash, obligations, redated, opens, withdrawn } = comparison;
  return (
    <Activate at={{ plan, version: to }} hash={hash}>
      <p>
        {t('activateMore', {
          from,
          changed: obligations.changed.length + obligations.added.length + obligations.removed.length,
          dates: redated.length,
          opens: opens.length,
          withdrawn: withdrawn.length,
        })}
      </p>
      <p className="numbers">{t('confirmHash', { hash: hash.slice(0, 12) })}</p>
    </Activate>
  );
}
