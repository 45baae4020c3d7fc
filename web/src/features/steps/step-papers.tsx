import { Button } from '@mantine/core';
import { IconFile, IconFileText, IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { sizeText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { upload } from '../../lib/upload';
import { ProblemNote } from '../../ui/problem-note';
import { attachFile, type Kept, type Paper, type Step } from './get-steps';
import styles from './steps.module.css';

type Props = {
  readonly id: number;
  readonly step: Step;
  readonly seq: number;
  readonly papers: readonly Paper[];
  readonly files: readonly Kept[];
  /** Whether one may add a document. */
  readonly mayAdd: boolean;
};

/** What came with a step: its form as it was filled in, and its documents; and more may be added when it is over. */
export function StepPapers({ id, step, seq, papers, files, mayAdd }: Props) {
  const { t } = useTranslation('steps');
  const [language] = useLanguage();
  const own = files.filter(({ seqs }) => seqs.includes(seq));
  const filled = papers.filter((paper) => paper.seq === seq);
  return (
    <>
      {(own.length > 0 || filled.length > 0) && (
        <ul className={styles['papers']}>
          {filled.map(({ form, version }) => (
            <li key={`${form} ${version}`}>
              <IconFileText size={16} stroke={1.6} aria-hidden />
              <Link to={paths.form} params={{ id: String(id), form }}>
                {step.form ? said(step.form.label, language) : form}
                {version > 1 && ` (${t('version', { version })})`}
              </Link>
            </li>
          ))}
          {own.map(({ id: file, name, size }) => (
            <li key={file}>
              <IconFile size={16} stroke={1.6} aria-hidden />
              <span>
                <a href={`/api/v1/files/${file}/content`} download>
                  {name}
                </a>{' '}
                <span className={styles['soft']}>{sizeText(size, language)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayAdd && <AddDocument id={id} seq={seq} what={said(step.label, language)} />}
    </>
  );
}

type AddProps = { readonly id: number; readonly seq: number; readonly what: string };

function AddDocument({ id, seq, what }: AddProps) {
  const { t } = useTranslation('steps');
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const adding = useMutation({
    mutationFn: async (file: File) => {
      const { id: kept } = await upload({ instance: id, file, progress: () => undefined });
      return attachFile({ id: kept, seq });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['work', id] }),
  });
  return (
    <div className="not-printed">
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPaperclip size={14} aria-hidden />}
        loading={adding.isPending}
        onClick={() => input.current?.click()}
      >
        {t('addDocument')}
        <span className="only-heard">: {what}</span>
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".pdf,.docx,.xlsx,.png,.jpg"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) adding.mutate(file);
          event.currentTarget.value = '';
        }}
      />
      <ProblemNote error={adding.error} />
    </div>
  );
}
