import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import type { GivenFile } from '../../lib/given-files';
import { isProblem } from '../../lib/problem';
import { FileDrop } from '../../ui/file-drop';
import { ProblemNote } from '../../ui/problem-note';
import { importFiles } from './change-plan';
import { FindingsList } from './findings-list';
import type { Finding } from './get-plans';
import styles from './import-plan.module.css';
import { filesFrom } from './plan-files';

/** Files of a plan, dropped or chosen: they become a draft. */
export function ImportPlan() {
  const { t } = useTranslation('plans');
  const client = useQueryClient();
  const navigate = useNavigate();
  const importing = useMutation({
    mutationFn: async (given: readonly GivenFile[]) => importFiles(await filesFrom(given)),
    onSuccess: async ({ plan, version }) => {
      await client.invalidateQueries({ queryKey: ['plans'] });
      await navigate({ to: paths.planVersion, params: { plan, version: String(version) } });
    },
  });
  const findings = isProblem(importing.error, 'plan-has-errors')
    ? ((importing.error.facts['findings'] ?? []) as readonly Finding[])
    : [];
  return (
    <section className={styles['import']} aria-label={t('import')}>
      <FileDrop
        hint={t('importHint')}
        choose={t('importChoose')}
        accept=".zip"
        chooseFolder={t('importFolder')}
        isBusy={importing.isPending}
        take={importing.mutate}
      />
      <ProblemNote error={importing.error} />
      {findings.length > 0 && <FindingsList findings={findings} />}
    </section>
  );
}
