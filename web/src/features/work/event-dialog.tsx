import { Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { fieldErrors, isProblem } from '../../lib/problem';
import { useIsUploading } from '../../lib/upload';
import { Dialog } from '../../ui/dialog';
import { DialogFoot } from '../../ui/dialog-foot';
import { useUnsaved } from '../../ui/enclosing-dialog';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { EventField, type FieldValue } from './event-field';
import { type Instance, type PossibleEvent } from './get-instance';
import { momentField, sentFields } from './sent-fields';
import { sendEvent } from './send-event';

type Props = {
  readonly instance: Pick<Instance, 'id' | 'plan' | 'label'> & {
    readonly due?: { readonly legalEnd: string } | null;
  };
  readonly etag: string | undefined;
  /** How far it had come when it was looked at, where there is no tag: in a list. */
  readonly seq?: number | undefined;
  readonly event: PossibleEvent;
  /** What its fields begin with: what a form says already, or what stands. */
  readonly given?: Readonly<Record<string, FieldValue>> | undefined;
  /** The draft that comes with it, as it was looked at. */
  readonly form?: { readonly revision: number } | undefined;
  /** Documents that go with it: the field in which they are chosen, and what was chosen. */
  readonly documents?: { readonly field: ReactNode; readonly ids: readonly number[] } | undefined;
  /** Where one goes afterwards, where that is not here. */
  readonly done?: (() => Promise<void>) | undefined;
  readonly close: () => void;
};

/** What an event needs is asked, and it is sent. */
export function EventDialog({ event, close, ...rest }: Props) {
  const [language] = useLanguage();
  return (
    <Dialog close={close} title={said(event.label, language)} isFirm>
      <Asked event={event} close={close} {...rest} />
    </Dialog>
  );
}

function Asked({ instance, etag, seq, event, given = {}, form, documents, done, close }: Props) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const client = useQueryClient();
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>(given);
  const [reason, setReason] = useState('');
  const [moment, setMoment] = useState<FieldValue>(null);
  useUnsaved(Object.keys(values).length > 0 || reason.trim() !== '' || moment !== null);
  const renew = (): Promise<void> => client.invalidateQueries({ queryKey: ['work'] });
  const isUploading = useIsUploading(instance.id);
  const sending = useMutation({
    mutationFn: sendEvent,
    onSuccess: async () => {
      toastDone(t('done', { event: said(event.label, language) }));
      if (done) return done();
      close();
      await renew();
    },
    // What it was decided on has changed: it is shown as it is now, and what was written stays.
    onError: (error) => isProblem(error, 'precondition-failed', 'sequence-moved') && void renew(),
  });
  const errors = fieldErrors(sending.error);
  const send = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const words = reason.trim();
    sending.mutate({
      id: instance.id,
      etag,
      sent: {
        event: event.event,
        ...(seq !== undefined && { expectedSeq: seq }),
        fields: sentFields(event.fields, values),
        ...(form && { form }),
        ...(documents && documents.ids.length > 0 && { files: [...documents.ids] }),
        ...(words !== '' && { body: { reason: words } }),
        ...(typeof moment === 'string' && { effectiveAt: momentField(moment) }),
      },
    });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <div>{said(instance.label, language)}</div>
        {event.fields.map((field) => (
          <EventField
            key={field.name}
            field={field}
            plan={instance.plan}
            due={laterDay.includes(event.event) ? instance.due?.legalEnd : undefined}
            value={values[field.name] ?? null}
            error={errors[field.name] ?? errors[`fields.${field.name}`]}
            change={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        {event.onBehalf && (
          <EventField
            field={{ name: 'effectiveAt', type: 'instant', optional: true, label: null }}
            plan={instance.plan}
            value={moment}
            error={errors['effectiveAt']}
            change={setMoment}
          />
        )}
        {(event.reason !== null || event.onBehalf) && (
          <Textarea
            data-autofocus={event.fields.length === 0 ? true : undefined}
            label={t('reason')}
            description={t('reasonSeen')}
            required={event.reason === 'required'}
            autosize
            minRows={3}
            value={reason}
            onChange={(changed) => setReason(changed.currentTarget.value)}
          />
        )}
        {documents?.field}
        {isPlain(event) && <p>{t('sure')}</p>}
        <ProblemNote error={sending.error} />
        {isUploading && <p role="status">{t('filesUnderWay', { ns: 'common' })}</p>}
        <DialogFoot
          close={close}
          verb={said(event.label, language)}
          isBusy={sending.isPending}
          isOff={isUploading}
          isFirst={isPlain(event)}
        />
      </Stack>
    </form>
  );
}

/** What gives a later day than the one that stands. */
const laterDay = ['extension.ask', 'deadline.extend'];

const isPlain = ({ fields, reason, onBehalf }: PossibleEvent): boolean =>
  fields.length === 0 && reason === null && !onBehalf;
