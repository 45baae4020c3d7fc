import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeObligation, writeObligation } from '../../../features/plans/change-plan';
import {
  type At,
  checkQuery,
  obligationQuery,
  versionQuery,
  type Vocabulary,
  vocabularyQuery,
  type Written,
} from '../../../features/plans/get-plans';
import { NextDates } from '../../../features/plans/next-dates';
import { blank, type Path, withAt } from '../../../features/plans/obligation-data';
import { ObligationForm } from '../../../features/plans/obligation-form';
import { said, useLanguage } from '../../../lib/i18n';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { usePlanName } from '../../../lib/plan-names';
import { PageHeader } from '../../../ui/page-header';
import { ProblemNote } from '../../../ui/problem-note';
import { ErrorState, LoadingState } from '../../../ui/states';
import { toastDone } from '../../../ui/toast';
import { paths } from '../../paths';
import styles from './obligation-page.module.css';

const known = getRouteApi('/inside/quan-tri/ke-hoach/$plan/$version/nhiem-vu/$obligation');
const unknown = getRouteApi('/inside/quan-tri/ke-hoach/$plan/$version/nhiem-vu-moi');
/** Whoever types is not asked after each letter. */
const PAUSE = 350;

/** An obligation of a version: read, and in a draft written. */
export function ObligationPage() {
  const { plan, version: text, obligation } = known.useParams();
  const at: At = { plan, version: Number(text) };
  const { t } = useTranslation('plans');
  const found = useQuery(obligationQuery(at, obligation));
  const words = useQuery(vocabularyQuery(at));
  const error = found.error ?? words.error;
  if (error || !found.data || !words.data)
    return (
      <>
        <PageHeader title={obligation} above={<Back at={at} />} />
        {error ? <ErrorState error={error} retry={found.refetch} /> : <LoadingState rows={8} />}
      </>
    );
  const { data, etag } = found.data;
  return (
    <Editor
      key={data.content}
      at={at}
      id={obligation}
      was={data.obligation}
      etag={etag}
      words={words.data}
      title={t('editTitle', { id: obligation })}
      isReadOnly={data.status !== 'draft'}
    />
  );
}

/** One that the plan does not have yet. */
export function NewObligationPage() {
  const { plan, version: text } = unknown.useParams();
  const at: At = { plan, version: Number(text) };
  const { t } = useTranslation('plans');
  const version = useQuery({ ...versionQuery(at), staleTime: 0 });
  const words = useQuery(vocabularyQuery(at));
  const error = version.error ?? words.error;
  if (error || !version.data || !words.data)
    return (
      <>
        <PageHeader title={t('newTitle')} above={<Back at={at} />} />
        {error ? <ErrorState error={error} retry={version.refetch} /> : <LoadingState rows={8} />}
      </>
    );
  return (
    <Editor
      at={at}
      id={undefined}
      was={blank('')}
      etag={version.data.etag}
      words={words.data}
      title={t('newTitle')}
      isReadOnly={version.data.data.status !== 'draft'}
    />
  );
}

function Back({ at }: { readonly at: At }) {
  const { t } = useTranslation('plans');
  const planName = usePlanName();
  return (
    <Link to={paths.planVersion} params={{ plan: at.plan, version: String(at.version) }}>
      {planName(at.plan)} · {t('versionN', { version: at.version })}
    </Link>
  );
}

type EditorProps = {
  readonly at: At;
  readonly id: string | undefined;
  readonly was: Written;
  readonly etag: string | undefined;
  readonly words: Vocabulary;
  readonly title: string;
  readonly isReadOnly: boolean;
};
const ID = /^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/;

function Editor({ at, id, was, etag, words, title, isReadOnly }: EditorProps) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [written, setWritten] = useState<Written>(was);
  const [newId, setNewId] = useState('');
  const [isRemoving, setIsRemoving] = useState(false);
  const [settled] = useDebouncedValue(written, PAUSE);
  const name = id ?? newId.trim();
  const isTaken = id === undefined && words.obligations.some((one) => one.name === name);
  const checked = useQuery({
    ...checkQuery(at, ID.test(name) ? name : 'X0', settled),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const findings = checked.data?.findings ?? [];
  const params = { plan: at.plan, version: String(at.version) };
  const done = async (said: string): Promise<void> => {
    toastDone(said);
    await navigate({ to: paths.planVersion, params });
    await client.invalidateQueries({ queryKey: ['plans', at.plan] });
  };
  const saving = useMutation({
    mutationFn: writeObligation,
    onSuccess: ({ errors }) => done(t(errors > 0 ? 'savedWithErrors' : 'saved', { id: name, count: errors })),
  });
  const removing = useMutation({ mutationFn: removeObligation, onSuccess: () => done(t('removedDone', { id: name })) });
  const put = (path: Path, value: unknown): void => setWritten((before) => withAt(before, path, value));
  const label = words.obligations.find((one) => one.name === id)?.label;
  return (
    <>
      <PageHeader
        title={label ? `${title} · ${said(label, language)}` : title}
        above={<Back at={at} />}
        lead={isReadOnly ? t('readOnly') : t('editLead')}
        actions={
          !isReadOnly && (
            <>
              {id !== undefined && (
                <Button
                  variant="default"
                  leftSection={<IconTrash size={16} aria-hidden />}
                  onClick={() => setIsRemoving(true)}
                >
                  {t('remove')}
                </Button>
              )}
              <Button
                leftSection={<IconDeviceFloppy size={16} aria-hidden />}
                loading={saving.isPending}
                disabled={!ID.test(name) || isTaken}
                onClick={() => saving.mutate({ ...at, obligation: name, etag, written: { ...written, id: name } })}
              >
                {t('save')}
              </Button>
            </>
          )
        }
      />
      <ProblemNote error={saving.error} />
      <div className={styles['halves']}>
        <div className={styles['form']}>
          {id === undefined && (
            <TextInput
              label={t('field.id')}
              description={t('field.idHint')}
              value={newId}
              onChange={(event) => setNewId(event.currentTarget.value)}
              error={isTaken ? t('idTaken') : undefined}
              withAsterisk
              maw={240}
              mb="lg"
            />
          )}
          <ObligationForm written={written} words={words} findings={findings} put={put} isReadOnly={isReadOnly} />
        </div>
        <aside className={styles['dates']} tabIndex={0} aria-label={t('nextDates')} aria-busy={checked.isFetching}>
          <Group justify="space-between" align="baseline">
            <h2>{t('nextDates')}</h2>
            <span className={styles['state']} role="status">
              {checked.isFetching ? t('checking') : checked.data && t('findings', { count: findings.length })}
            </span>
          </Group>
          {checked.error ? (
            <ErrorState error={checked.error} retry={checked.refetch} />
          ) : checked.data ? (
            <NextDates checked={checked.data} />
          ) : (
            <LoadingState rows={6} />
          )}
        </aside>
      </div>
      <ConfirmDialog
        isOpen={isRemoving}
        close={() => setIsRemoving(false)}
        title={t('removeTitle', { id: name })}
        verb={t('remove')}
        isGrave
        isBusy={removing.isPending}
        error={removing.error}
        confirm={() => removing.mutate({ ...at, obligation: name, etag })}
      >
        {t('removeMore')}
      </ConfirmDialog>
    </>
  );
}
