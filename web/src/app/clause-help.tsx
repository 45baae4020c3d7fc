import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceQuery } from '../features/work/get-instance';
import { type Cited, keepClauseHelp } from '../lib/clause-help';
import { loadTexts } from '../lib/i18n';
import { LoadingState } from '../ui/states';

const ClauseWords = lazy(async () => {
  const [{ ClauseWords: Words }] = await Promise.all([
    import('../features/clauses/clause-words'),
    loadTexts(['clauses']),
  ]);
  return { default: Words };
});

/** The words of the plan beside whatever page cites them. */
export function ClauseHelp() {
  const { t } = useTranslation();
  const [cited, cite] = useState<Cited>();
  const [isOpen, { open, close }] = useDisclosure(false);
  useEffect(
    () =>
      keepClauseHelp((clause) => {
        cite(clause);
        open();
      }),
    [open],
  );
  if (!cited) return null;
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      position="right"
      size="md"
      title={t('clauseOf', { clause: cited.clause })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Suspense fallback={<LoadingState rows={3} height={72} />}>
        {cited.plan === undefined ? (
          <OfWork instance={cited.instance} clause={cited.clause} />
        ) : (
          <ClauseWords plan={cited.plan} clause={cited.clause} />
        )}
      </Suspense>
    </Drawer>
  );
}

function OfWork({ instance, clause }: { readonly instance: number; readonly clause: string }) {
  const { data } = useQuery(instanceQuery(instance));
  return data ? <ClauseWords plan={data.data.plan} clause={clause} /> : <LoadingState rows={3} height={72} />;
}
