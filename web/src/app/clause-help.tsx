import { Drawer } from '@mantine/core';
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
  const [cited, setCited] = useState<Cited>();
  useEffect(() => keepClauseHelp(setCited), []);
  return (
    <Drawer
      opened={cited !== undefined}
      onClose={() => setCited(undefined)}
      position="right"
      size="md"
      title={cited && t('clauseOf', { clause: cited.clause })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {cited && (
        <Suspense fallback={<LoadingState rows={3} height={72} />}>
          {cited.plan === undefined ? (
            <OfWork instance={cited.instance} clause={cited.clause} />
          ) : (
            <ClauseWords plan={cited.plan} clause={cited.clause} />
          )}
        </Suspense>
      )}
    </Drawer>
  );
}

function OfWork({ instance, clause }: { readonly instance: number; readonly clause: string }) {
  const { data } = useQuery(instanceQuery(instance));
  return data ? <ClauseWords plan={data.data.plan} clause={clause} /> : <LoadingState rows={3} height={72} />;
}
