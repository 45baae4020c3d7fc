import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, taggedAnswerOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import type { Answers, Form } from '../../../../src/core/form/form';

type Schemas = components['schemas'];
/** What another form of the same work said, beside which this one is filled in. */
export type Against = { readonly form: Form; readonly answers: Answers };
export type FormView = Omit<Schemas['FormView'], 'form' | 'against'> & {
  readonly form: Form;
  readonly against: Against | null;
};
export type Draft = Omit<Schemas['DraftView'], 'answers'> & { readonly answers: Answers };
export type Submission = Schemas['SubmissionView'];
export type Receipt = Schemas['ReceiptView'];
export type Remark = Schemas['RemarkView'];

export type FormOf = { readonly id: number; readonly form: string };
const path = ({ id, form }: FormOf) => ({ path: { id, form } });
const key = ({ id, form }: FormOf, what: string) => ['work', id, 'forms', form, what] as const;

export const formsQuery = (id: number) =>
  queryOptions({
    queryKey: ['work', id, 'forms'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/instances/{id}/forms', { params: { path: { id } }, signal })),
  });

/** What is asked, as the plan has it: the same types on both sides (src/core/form). */
export const formQuery = (of: FormOf) =>
  queryOptions({
    queryKey: key(of, 'form'),
    queryFn: async ({ signal }) =>
      (await answerOf(
        api.GET('/api/v1/instances/{id}/forms/{form}', { params: path(of), signal }),
      )) as unknown as FormView,
  });

/** Asked once when the form is opened: from then on what is on the screen is what counts. */
export const askDraft = async (of: FormOf) => {
  const { data, etag } = await taggedAnswerOf(
    api.GET('/api/v1/instances/{id}/forms/{form}/draft', { params: path(of) }),
  );
  return { draft: data as Draft, etag };
};

export const submissionsQuery = (of: FormOf) =>
  queryOptions({
    queryKey: key(of, 'submissions'),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/instances/{id}/forms/{form}/submissions', { params: path(of), signal })),
  });

export const submissionQuery = (of: FormOf, version: number) =>
  queryOptions({
    queryKey: key(of, `submission ${version}`),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/instances/{id}/forms/{form}/submissions/{version}', {
          params: { path: { ...of, version } },
          signal,
        }),
      ),
  });

export const receiptQuery = (of: FormOf, version: number) =>
  queryOptions({
    queryKey: key(of, `receipt ${version}`),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/instances/{id}/forms/{form}/submissions/{version}/receipt', {
          params: { path: { ...of, version } },
          signal,
        }),
      ),
  });
