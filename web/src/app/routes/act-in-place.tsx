import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EventDialog } from '../../features/work/event-dialog';
import { instanceQuery } from '../../features/work/get-instance';
import { said, useLanguage } from '../../lib/i18n';
import { Dialog } from '../../ui/dialog';
import { Note, ProblemNote } from '../../ui/problem-note';
import { LoadingState } from '../../ui/states';
import { paths } from '../paths';
import type { components } from '../../lib/api.gen';

type Labelled = Readonly<Record<'vi' | 'en', string>>;
type Actable = {
  readonly id: number;
  readonly act: components['schemas']['QueueAct'] | null;
};
/** What is being done, to what. */
export type Acting = { readonly id: number; readonly event: string; readonly label: Labelled };

type ButtonProps = { readonly item: Actable; readonly begin: (acting: Acting) => void };

/** What one would do next about a row: in place, where a press and a few fields are enough; with a form, on its page. */
export function ActButton({ item: { id, act }, begin }: ButtonProps) {
  const [language] = useLanguage();
  if (!act) return null;
  const { event, label, form } = act;
  if (form !== null)
    return (
      <Button
        size="compact-sm"
        variant="default"
        renderRoot={(props) => <Link to={paths.task} params={{ id: String(id) }} {...props} />}
      >
        {said(label, language)} …
      </Button>
    );
  return (
    <Button size="compact-sm" variant="light" onClick={() => begin({ id, event, label })}>
      {said(label, language)}
    </Button>
  );
}

type DialogProps = { readonly acting: Acting; readonly close: () => void };

/** Asked of the thing as it is now: somebody else may have been quicker. */
export function ActDialog({ acting: { id, event, label }, close }: DialogProps) {
  const { t } = useTranslation('desk');
  const [language] = useLanguage();
  const { data, error } = useQuery(instanceQuery(id));
  const possible = data?.data.possible.find((one) => one.event === event);
  if (data && possible) return <EventDialog instance={data.data} etag={data.etag} event={possible} close={close} />;
  return (
    <Dialog close={close} title={said(label, language)}>
      {error ? <ProblemNote error={error} /> : data ? <Note>{t('notAnyMore')}</Note> : <LoadingState rows={2} />}
    </Dialog>
  );
}
