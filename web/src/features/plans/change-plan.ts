import { answerOf, api, ifMatch } from '../../lib/api';
import type { At, Edited, PlanVersion, Written } from './get-plans';

/** A draft that begins with the files of a version. */
export const deriveDraft = ({ plan, version }: At): Promise<PlanVersion> =>
  answerOf(api.POST('/api/v1/plans/{plan}/versions', { params: { path: { plan } }, body: { from: version } }));

type Writing = At & { readonly obligation: string; readonly etag: string | undefined };

export const writeObligation = ({
  plan,
  version,
  obligation,
  etag,
  written,
}: Writing & { readonly written: Written }): Promise<Edited> =>
  answerOf(
    api.PUT('/api/v1/plans/{plan}/versions/{version}/obligations/{obligation}', {
      params: { path: { plan, version, obligation }, header: { 'If-Match': etag ?? '' } },
      headers: ifMatch(etag),
      body: { obligation: written },
    }),
  );

export const removeObligation = ({ plan, version, obligation, etag }: Writing): Promise<Edited> =>
  answerOf(
    api.DELETE('/api/v1/plans/{plan}/versions/{version}/obligations/{obligation}', {
      params: { path: { plan, version, obligation }, header: { 'If-Match': etag ?? '' } },
      headers: ifMatch(etag),
    }),
  );

export const activate = ({ plan, version, hash }: At & { readonly hash?: string | undefined }) =>
  answerOf(
    api.POST('/api/v1/plans/{plan}/versions/{version}/activate', {
      params: { path: { plan, version } },
      body: hash === undefined ? {} : { hash },
    }),
  );

export const importFiles = (files: Readonly<Record<string, string>>) =>
  answerOf(api.POST('/api/v1/plans', { body: { files } }));

export const filesOf = ({ plan, version }: At) =>
  answerOf(api.GET('/api/v1/plans/{plan}/versions/{version}/files', { params: { path: { plan, version } } }));
