import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { formsQuery } from '../../features/forms/get-form';
import type { PossibleEvent } from '../../features/work/get-instance';
import { paths } from '../paths';

/** Whoever may fill in what comes with an event goes to the form; an optional one may be left out. */
export function useFormOf(id: number): (event: PossibleEvent) => (() => void) | undefined {
  const { data: known } = useQuery(formsQuery(id));
  const navigate = useNavigate();
  return ({ event, form }) => {
    const head = known?.forms.find(({ name }) => name === form);
    const isOptional = head?.events.find((one) => one.event === event)?.optional ?? true;
    if (!head || head.unit === null || isOptional) return undefined;
    return () => void navigate({ to: paths.form, params: { id: String(id), form: head.name } });
  };
}
