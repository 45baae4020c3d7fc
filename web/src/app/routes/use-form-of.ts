import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { formsQuery } from '../../features/forms/get-form';
import type { PossibleEvent } from '../../features/work/get-instance';
import type { FormWay } from '../../features/work/form-way';
import { paths } from '../paths';

type Known = {
  readonly formOf: (event: PossibleEvent) => FormWay;
  /** Why the forms are not known, and how they are asked for again; null where nothing went wrong. */
  readonly problem: { readonly error: unknown; readonly retry: () => unknown } | null;
};

/** Whoever may fill in what comes with an event goes to the form; an optional one may be left out. */
export function useFormOf(id: number): Known {
  const { data: known, error, isLoadingError, refetch } = useQuery(formsQuery(id));
  const navigate = useNavigate();
  return {
    problem: isLoadingError ? { error, retry: refetch } : null,
    formOf: ({ event, form }) => {
      // Without its form it would only be refused.
      if (form !== null && !known) return isLoadingError ? 'unknown' : 'asked';
      const head = known?.forms.find(({ name }) => name === form);
      const isOptional = head?.events.find((one) => one.event === event)?.optional ?? true;
      if (!head || head.unit === null || isOptional) return undefined;
      return () => void navigate({ to: paths.form, params: { id: String(id), form: head.name } });
    },
  };
}
