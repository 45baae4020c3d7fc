import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormsPanel } from '../../features/forms/forms-panel';
import { useMe } from '../../features/session/get-me';
import { TalkMark } from '../../features/talk/talk-mark';
import { TalkPanel } from '../../features/talk/talk-panel';
import { AskedPanel } from '../../features/work/asked-panel';
import { AwaitedPanel } from '../../features/work/awaited-panel';
import { ChildrenList } from '../../features/work/children-list';
import { DuePanel } from '../../features/work/due-panel';
import { EventActions } from '../../features/work/event-actions';
import { instanceQuery } from '../../features/work/get-instance';
import { InstanceLead, InstanceTags } from '../../features/work/instance-head';
import { Explanation } from '../../features/work/explanation';
import { MoreTime } from '../../features/work/more-time';
import { Returned } from '../../features/work/returned';
import { ParentLink } from '../../features/work/parent-link';
import { InstanceTimeline } from '../../features/work/instance-timeline';
import styles from '../../features/work/work.module.css';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { InstanceSteps, OccurrenceActions } from './instance-steps';
import { useFormOf } from './use-form-of';

const route = getRouteApi('/inside/viec/$id');

/** A task, an occurrence or a schedule: looking at it changes nothing of it. */
export function TaskPage() {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const me = useMe();
  const id = Number(route.useParams().id);
  const { data: looked, error, refetch } = useQuery(instanceQuery(id));
  const { formOf } = useFormOf(id);
  if (error && !looked)
    return (
      <>
        <PageHeader title={t('task')} />
        <ErrorState error={error} retry={refetch} />
      </>
    );
  if (!looked)
    return (
      <>
        <PageHeader title={t('task')} />
        <LoadingState rows={5} />
      </>
    );
  const { data: instance, etag } = looked;
  const { parent } = instance;
  return (
    <>
      <PageHeader
        key={id}
        title={said(instance.label, language)}
        windowTitle={inPeriod(said(instance.label, language), instance.period.id)}
        above={parent?.id ? <ParentLink id={parent.id} /> : undefined}
        lead={
          <>
            <InstanceTags instance={instance} /> <InstanceLead instance={instance} /> <TalkMark id={id} />
          </>
        }
        actions={
          <>
            <EventActions instance={instance} etag={etag} viewer={me} formOf={formOf} />
            {instance.kind === 'occurrence' && <OccurrenceActions instance={instance} />}
          </>
        }
      />
      <Returned instance={instance} />
      <Explanation instance={instance} etag={etag} viewer={me} />
      <div className={styles['page']}>
        <div className={styles['main']}>
          {instance.kind === 'occurrence' && (
            <InstanceSteps instance={instance} etag={etag} viewer={me} formOf={formOf} />
          )}
          <FormsPanel id={id} />
          <ChildrenList instance={instance} />
          <TalkPanel id={id} who={me.name} />
          <section className={styles['section']} aria-labelledby="happened">
            <h2 id="happened" className={styles['heading']}>
              {t('timeline')}
            </h2>
            <InstanceTimeline id={id} />
          </section>
        </div>
        <aside className={styles['side']} aria-label={t('about')}>
          <DuePanel instance={instance}>
            <MoreTime instance={instance} etag={etag} viewer={me} />
          </DuePanel>
          <AwaitedPanel instance={instance} viewer={me} />
          <AskedPanel instance={instance} />
        </aside>
      </div>
    </>
  );
}
