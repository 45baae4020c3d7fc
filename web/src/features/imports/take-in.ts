import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Import = Schemas['ImportView'];
export type UserReport = Schemas['UserImportReport'];
export type UnitReport = Schemas['UnitImportReport'];
/** What a table is of: the accounts of everybody, or the units of a plan. */
export type Kind = { readonly kind: 'users' } | { readonly kind: 'units'; readonly plan: string };

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/imports', { params: { query: { limit: 50 } }, signal })),
});

type Sheet = Kind & {
  readonly file: File;
  readonly sheet?: string | undefined;
  /** The digest of the look that is confirmed; without it nothing is changed. */
  readonly commit?: string | undefined;
};

/** A file is sent as it is: what it is, its name says where the browser does not. */
export function takeIn({ file, sheet, commit, ...of }: Sheet): Promise<UserReport | UnitReport> {
  const type = /\.csv$/i.test(file.name)
    ? 'text/csv'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const query = { ...(sheet !== undefined && { sheet }), ...(commit !== undefined && { commit }) };
  const sent = {
    body: file as unknown as string,
    bodySerializer: () => file,
    headers: { 'Content-Type': type },
  };
  return of.kind === 'users'
    ? answerOf(api.POST('/api/v1/imports/users', { params: { query }, ...sent }))
    : answerOf(api.POST('/api/v1/imports/units/{plan}', { params: { path: { plan: of.plan }, query }, ...sent }));
}

export const templateOf = (of: Kind, format: 'xlsx' | 'csv'): string =>
  `/api/v1/imports/${of.kind === 'users' ? 'users' : `units/${encodeURIComponent(of.plan)}`}/template?format=${format}`;

export async function takeBack({ kind, plan, id }: Import): Promise<void> {
  if (kind === 'units' && plan !== null)
    await answerOf(api.POST('/api/v1/imports/units/{plan}/{id}/undo', { params: { path: { plan, id } } }));
  else await answerOf(api.POST('/api/v1/imports/users/{id}/undo', { params: { path: { id } } }));
}
