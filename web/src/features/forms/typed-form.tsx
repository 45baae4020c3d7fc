import { useQuery } from '@tanstack/react-query';
import { type Ref, useImperativeHandle } from 'react';
import type { components } from '../../lib/api.gen';
import { ErrorState, LoadingState } from '../../ui/states';
import { FormEditor, type Ready } from './form-editor';
import { askDraft, type FormOf, formQuery } from './get-form';

type Filled = Pick<components['schemas']['SendEvent'], 'form'>;
export type TypedForm = {
  /** All that was typed, once it is with the server; where something is missing it is marked at its place. */
  readonly handIn: () => Promise<Filled | 'incomplete'>;
  readonly forget: () => void;
};
type Props = { readonly who: string; readonly of: FormOf; readonly ref: Ref<TypedForm> };

/** A form within something else, which hands it in with what it does. */
export function TypedFormEditor({ who, of, ref }: Props) {
  const asked = useQuery(formQuery(of));
  const draft = useQuery({
    queryKey: ['draft', of.id, of.form],
    queryFn: () => askDraft(of),
    staleTime: Infinity,
    gcTime: 0,
  });
  const error = asked.error ?? draft.error;
  if (error && (!asked.data || !draft.data))
    return <ErrorState error={error} retry={() => Promise.all([asked.refetch(), draft.refetch()])} />;
  if (!asked.data || !draft.data) return <LoadingState rows={6} />;
  return (
    <FormEditor who={who} of={of} view={asked.data} opened={draft.data}>
      {(ready) => <Handle ready={ready} to={ref} />}
    </FormEditor>
  );
}

function Handle({ ready, to }: { readonly ready: Ready; readonly to: Ref<TypedForm> }) {
  useImperativeHandle(to, () => ({
    handIn: async () => {
      const { desk, isComplete, showAll } = ready;
      showAll();
      if (!isComplete) return 'incomplete';
      const revision = await desk.settle();
      return { form: revision === undefined ? { answers: { ...desk.answers } } : { revision } };
    },
    forget: ready.desk.forget,
  }));
  return null;
}
