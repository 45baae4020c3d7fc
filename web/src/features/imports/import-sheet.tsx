import { Anchor, Button, Group, Select, Stack } from '@mantine/core';
import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../../ui/file-drop';
import { ProblemNote } from '../../ui/problem-note';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { ImportReport } from './import-report';
import { type Kind, takeIn, templateOf, type UnitReport, type UserReport } from './take-in';

type Props = {
  readonly of: Kind;
  readonly title: string;
  readonly lead: string;
  /** What an import of units came to: a draft, which is looked at elsewhere. */
  readonly draft?: (version: number) => ReactNode;
};

/** A table is looked at first, row by row, and taken in as it was looked at: all of it, or nothing. */
export function ImportSheet({ of, title, lead, draft }: Props) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const looking = useMutation({ mutationFn: takeIn });
  const taking = useMutation({
    mutationFn: takeIn,
    onSuccess: async () => {
      toastDone(t('taken'));
      await Promise.all(['imports', 'accounts', 'plans'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  });
  const look = (chosen: File, sheet?: string): void => {
    setFile(chosen);
    taking.reset();
    looking.mutate({ ...of, file: chosen, sheet });
  };
  const report = taking.data ?? looking.data;
  const isTaken = taking.data !== undefined;
  return (
    <Section title={title} lead={lead}>
      <Stack gap="md">
        <Group gap="md">
          {(['xlsx', 'csv'] as const).map((format) => (
            <Anchor key={format} href={templateOf(of, format)} download>
              <IconDownload size={15} aria-hidden /> {t('template', { format: format.toUpperCase() })}
            </Anchor>
          ))}
        </Group>
        <FileDrop
          choose={t('choose')}
          hint={file ? t('chosen', { name: file.name }) : t('hint')}
          accept=".xlsx,.csv"
          isBusy={looking.isPending || taking.isPending}
          take={([first]) => first && look(first.file)}
        />
        <ProblemNote error={looking.error ?? taking.error} />
        {file && report && (
          <>
            <OtherSheets report={report} look={(sheet) => look(file, sheet)} />
            <ImportReport report={report} isTaken={isTaken} />
            {!isTaken && (
              <Group>
                <Button
                  leftSection={<IconCheck size={16} aria-hidden />}
                  loading={taking.isPending}
                  disabled={report.counts.refused > 0 || report.counts.added + report.counts.changed === 0}
                  onClick={() =>
                    taking.mutate({ ...of, file, sheet: report.file.sheet ?? undefined, commit: report.digest })
                  }
                >
                  {t('takeIn', { count: report.counts.added + report.counts.changed })}
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    setFile(undefined);
                    looking.reset();
                  }}
                >
                  {t('leave')}
                </Button>
              </Group>
            )}
            {isTaken && 'version' in report && report.version !== null && draft?.(report.version)}
          </>
        )}
      </Stack>
    </Section>
  );
}

function OtherSheets({
  report: { file },
  look,
}: {
  readonly report: UserReport | UnitReport;
  readonly look: (sheet: string) => void;
}) {
  const { t } = useTranslation('imports');
  if (file.sheet === null || file.otherSheets.length === 0) return null;
  return (
    <Select
      label={t('sheet')}
      data={[file.sheet, ...file.otherSheets]}
      value={file.sheet}
      onChange={(next) => next !== null && look(next)}
      allowDeselect={false}
      w={300}
      maw="100%"
    />
  );
}
