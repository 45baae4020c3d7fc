import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
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
import { isProblem } from '../../../lib/problem';
import { saveOver, type Stored, useTypedOver } from '../../../lib/typed-over';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { usePlanName } from '../../../lib/plan-names';
import { LeaveGuard } from '../../../ui/leave-guard';
import { MeanwhileNote } from '../../../ui/meanwhile-note';
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
  // Looking again may fail, or find it changed: the editor stays, with all that was typed.
  if (!found.data || !words.data)
    return (
      <NotYet at={at} title={obligation} error={error} retry={() => Promise.all([found.refetch(), words.refetch()])} />
    );
  const { data } = found.data;
  return (
    <Editor
      key={`${plan} ${text} ${obligation}`}
      at={at}
      id={obligation}
      latest={storedOf(found.data)}
      renew={async () => {
        const { data: now } = await found.refetch();
        return now && storedOf(now);
      }}
      words={words.data}
      title={t('editTitle', { id: obligation })}
      note={isProblem(found.error) && <ProblemNote error={found.error} />}
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
  const renew = () => Promise.all([version.refetch(), words.refetch()]);
  if (!version.data || !words.data) return <NotYet at={at} title={t('newTitle')} error={error} retry={renew} />;
  return (
    <Editor
      key={`${plan} ${text}`}
      at={at}
      id={undefined}
      latest={{ value: blank(''), etag: version.data.etag }}
      // Somebody may have given the same code meanwhile: it is looked at before it is saved again.
      renew={async () => {
        await renew();
        return undefined;
      }}
      words={words.data}
      title={t('newTitle')}
      isReadOnly={version.data.data.status !== 'draft'}
    />
  );
}

const storedOf = ({
  data,
  etag,
}: {
  readonly data: { readonly obligation: Written };
  readonly etag: string | undefined;
}): Stored<Written> => ({ value: data.obligation, etag });

type NotYetProps = {
  readonly at: At;
  readonly title: string;
  readonly error: unknown;
  readonly retry: () => Promise<unknown>;
};
function NotYet({ at, title, error, retry }: NotYetProps) {
  return (
    <>
      <PageHeader title={title} above={<Back at={at} />} />
      {error ? <ErrorState error={error} retry={retry} /> : <LoadingState rows={8} />}
    </>
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
  /** As the draft has it now. */
  readonly latest: Stored<Written>;
  readonly renew: () => Promise<Stored<Written> | undefined>;
  readonly note?: ReactNode;
  readonly words: Vocabulary;
  readonly title: string;
  readonly isReadOnly: boolean;
};
const ID = /^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/;

function Editor({ at, id, latest, renew, note, words, title, isReadOnly }: EditorProps) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const desk = useTypedOver<Written>(latest);
  const written = desk.value;
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
    // It is saved, though the page does not know it yet.
    await navigate({ to: paths.planVersion, params, ignoreBlocker: true });
    await client.invalidateQueries({ queryKey: ['plans', at.plan] });
  };
  const saving = useMutation({
    mutationFn: (obligation: string) =>
      saveOver({
        latest,
        opened: desk.opened,
        renew,
        write: (etag) => writeObligation({ ...at, obligation, etag, written: { ...written, id: obligation } }),
      }),
    onSuccess: ({ errors }) => done(t(errors > 0 ? 'savedWithErrors' : 'saved', { id: name, count: errors })),
  });
  const removing = useMutation({ mutationFn: removeObligation, onSuccess: () => done(t('removedDone', { id: name })) });
  const put = (path: Path, value: unknown): void => desk.change((before) => withAt(before, path, value));
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
                disabled={!ID.test(name) || isTaken || desk.isMeanwhile}
                onClick={() => saving.mutate(name)}
              >
                {t('save')}
              </Button>
            </>
          )
        }
      />
      {note}
      {desk.isMeanwhile ? <MeanwhileNote {...desk} /> : <ProblemNote error={saving.error} />}
      <LeaveGuard isUnsaved={!isReadOnly && (desk.isUnsaved || newId !== '')} />
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
        confirm={() => removing.mutate({ ...at, obligation: name, etag: latest.etag })}
      >
        {t('removeMore')}
      </ConfirmDialog>
    </>
  );
}
