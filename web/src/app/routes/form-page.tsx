import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEditor, type Ready } from '../../features/forms/form-editor';
import styles from '../../features/forms/forms.module.css';
import { askDraft, type FormOf, formQuery, type FormView, submissionsQuery } from '../../features/forms/get-form';
import { SubmissionView } from '../../features/forms/submission-view';
import { filledIn, isScoreForm } from '../../../../src/core/form/score';
import { useMe } from '../../features/session/get-me';
import { EventDialog } from '../../features/work/event-dialog';
import { pointsGiven } from '../../features/work/given-fields';
import { type Instance, instanceQuery, type PossibleEvent } from '../../features/work/get-instance';
import { Returned } from '../../features/work/returned';
import { isMine } from '../../features/work/whose';
import { dueText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { useIsUploading } from '../../lib/upload';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { TermText } from '../../ui/term-text';
import { Note } from '../../ui/problem-note';
import { paths } from '../paths';

const route = getRouteApi('/inside/viec/$id/bieu-mau/$form');

/** A form of a task: filled in by its unit, read by the others. */
export function FormPage() {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { id, form } = route.useParams();
  const of: FormOf = { id: Number(id), form };
  const asked = useQuery(formQuery(of));
  const looked = useQuery(instanceQuery(of.id));
  const view = asked.data;
  const instance = looked.data?.data;
  const error = asked.error ?? looked.error;
  return (
    <>
      <PageHeader
        title={view ? said(view.label, language) : t('noForm')}
        above={
          <Link to={paths.task} params={{ id }}>
            {instance ? said(instance.label, language) : t('backToTask')}
          </Link>
        }
        lead={
          instance?.due && (
            <span title={dueText(instance.due.legalEnd, language)}>
              <TermText term={instance.term} at={instance.due.legalEnd} tag={instance.timeliness.tag} />
            </span>
          )
        }
      />
      {error && (!view || !instance) ? (
        <ErrorState error={error} retry={() => Promise.all([asked.refetch(), looked.refetch()])} />
      ) : !view || !instance ? (
        <LoadingState rows={8} />
      ) : (
        <Body key={`${id} ${form}`} of={of} view={view} instance={instance} etag={looked.data?.etag} />
      )}
    </>
  );
}

type BodyProps = {
  readonly of: FormOf;
  readonly view: FormView;
  readonly instance: Instance;
  readonly etag: string | undefined;
};

/** Filled in as long as it may be; what is closed meanwhile is not taken away from whoever fills it in. */
function Body(props: BodyProps) {
  const { of, view, instance } = props;
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const isOpen = view.unit !== null && instance.status === 'running';
  const [phase, setPhase] = useState<'reading' | 'writing' | 'sent'>('reading');
  if (isOpen && phase === 'reading') setPhase('writing');
  const isClosed = !isOpen && phase === 'writing';
  if (!isOpen && !isClosed) return <SubmissionView of={of} view={view} />;
  return (
    <Opened
      {...props}
      sent={() => setPhase('sent')}
      closed={
        isClosed && (
          <Note>
            {t('closedMeanwhile', { stage: said(instance.stageLabel, language) })}{' '}
            {view.versions > 0 && (
              <Button size="compact-sm" variant="default" onClick={() => setPhase('reading')}>
                {t('seeHandedIn')}
              </Button>
            )}
          </Note>
        )
      }
    />
  );
}

type OpenedProps = BodyProps & {
  /** Why nothing can be written any more. */
  readonly closed: ReactNode;
  readonly sent: () => void;
};

function Opened({ of, view, instance, etag, closed, sent }: OpenedProps) {
  const me = useMe();
  // Once: afterwards what is on the screen is what counts, and the draft's own saving tells of others.
  const {
    data: opened,
    error,
    refetch,
  } = useQuery({
    queryKey: ['draft', of.id, of.form],
    queryFn: () => askDraft(of),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (error && !opened) return <ErrorState error={error} retry={refetch} />;
  if (!opened) return <LoadingState rows={8} />;
  return (
    <>
      {closed || <Returned instance={instance} />}
      <FormEditor who={me.name} of={of} view={view} opened={opened} isLocked={Boolean(closed)}>
        {(ready) => !closed && <Submit of={of} view={view} instance={instance} etag={etag} sent={sent} ready={ready} />}
      </FormEditor>
    </>
  );
}

type Chosen = { readonly event: PossibleEvent; readonly revision: number | undefined };

type SubmitProps = Omit<OpenedProps, 'closed'> & { readonly ready: Ready };

function Submit({ of, view, instance, etag, sent, ready }: SubmitProps) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isUploading = useIsUploading(of.id);
  const [chosen, setChosen] = useState<Chosen>();
  const [isRefused, setIsRefused] = useState(false);
  const events = instance.possible.filter(
    (event) => event.form === view.name && !event.onBehalf && isMine(me, instance.plan, event),
  );
  const { desk, isComplete, showAll } = ready;

  const begin = async (event: PossibleEvent): Promise<void> => {
    showAll();
    setIsRefused(!isComplete);
    if (isComplete) setChosen({ event, revision: await desk.settle() });
  };
  const done = async (event: PossibleEvent): Promise<void> => {
    desk.forget();
    sent();
    const params = { id: String(of.id), form: of.form };
    const isPresented = view.events.find((one) => one.event === event.event)?.presented ?? false;
    await client.invalidateQueries({ queryKey: ['work'] });
    if (isPresented) return navigate({ to: paths.task, params });
    const { submissions } = await client.fetchQuery({ ...submissionsQuery(of), staleTime: 0 });
    const version = Math.max(...submissions.map((one) => one.version));
    return navigate({ to: paths.receipt, params: { ...params, version: String(version) } });
  };
  if (events.length === 0) return <p className={styles['help']}>{t('closed')}</p>;
  return (
    <div className={styles['submit']}>
      {events.map((event) => (
        <Button
          key={event.event}
          size="md"
          disabled={isUploading}
          onClick={() => void begin(event).catch(() => undefined)}
        >
          {said(event.label, language)}
        </Button>
      ))}
      {isUploading && (
        <p role="status" className={styles['help']}>
          {t('filesUnderWay', { ns: 'common' })}
        </p>
      )}
      {isRefused && !isComplete && <Note>{t('cannotYet')}</Note>}
      {chosen && (
        <EventDialog
          instance={instance}
          etag={etag}
          event={chosen.event}
          given={isScoreForm(view.name) ? pointsGiven(chosen.event, filledIn(view.form, desk.answers)) : undefined}
          form={chosen.revision === undefined ? undefined : { revision: chosen.revision }}
          close={() => setChosen(undefined)}
          done={() => done(chosen.event)}
        />
      )}
    </div>
  );
}
