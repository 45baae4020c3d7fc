import { Button, Group } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { isProblem } from '../../lib/problem';
import { ProblemNote } from '../../ui/problem-note';
import { importFiles } from './change-plan';
import { FindingsList } from './findings-list';
import type { Finding } from './get-plans';
import styles from './import-plan.module.css';
import { filesFrom, filesFromDrop } from './plan-files';

/** Files of a plan, dropped or chosen: they become a draft. */
export function ImportPlan() {
  const { t } = useTranslation('plans');
  const client = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const importing = useMutation({
    mutationFn: importFiles,
    onSuccess: async ({ plan, version }) => {
      await client.invalidateQueries({ queryKey: ['plans'] });
      await navigate({ to: paths.planVersion, params: { plan, version: String(version) } });
    },
  });
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void filesFromDrop(event.dataTransfer).then((files) => importing.mutate(files));
  };
  const findings = isProblem(importing.error, 'plan-has-errors')
    ? ((importing.error.facts['findings'] ?? []) as readonly Finding[])
    : [];
  return (
    <section
      className={styles['drop']}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      aria-label={t('import')}
    >
      <Group justify="space-between" gap="md">
        <p className={styles['hint']}>{t('importHint')}</p>
        <Button
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          loading={importing.isPending}
          onClick={() => input.current?.click()}
        >
          {t('importChoose')}
        </Button>
      </Group>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".yaml,.yml,.md"
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (chosen.length > 0) void filesFrom(chosen).then((files) => importing.mutate(files));
        }}
      />
      <ProblemNote error={importing.error} />
      {findings.length > 0 && <FindingsList findings={findings} />}
    </section>
  );
}
