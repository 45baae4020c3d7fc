import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { answerOf, api, newKey } from './api';
import type { components } from './api.gen';
import { connectionBack } from './connection';
import { spokenLanguage } from './language';
import { problemIn } from './problem';

export type Kept = components['schemas']['FileView'];

export const fileQuery = (id: number) =>
  queryOptions({
    queryKey: ['file', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/files/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  });

type Sending = {
  readonly instance: number;
  readonly file: File;
  /** From 0 to 1. */
  readonly progress: (share: number) => void;
};

/**
 * Sends a file, and says how far it is. A lost connection or session makes it wait and begin again, with the same key:
 * it is kept once.
 * @throws ApiProblem
 */
export async function upload(sending: Sending): Promise<Kept> {
  count(sending.instance, 1);
  try {
    return await kept(sending);
  } finally {
    count(sending.instance, -1);
  }
}

/** How many files are on their way, by instance. */
const underWay = new Map<number, number>();
const listeners = new Set<() => void>();
function count(instance: number, more: number): void {
  underWay.set(instance, (underWay.get(instance) ?? 0) + more);
  for (const listener of listeners) listener();
}
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether a file is on its way to this instance: what it goes with waits for it. */
export const useIsUploading = (instance: number): boolean =>
  useSyncExternalStore(listen, () => (underWay.get(instance) ?? 0) > 0);

async function kept({ instance, file, progress }: Sending): Promise<Kept> {
  const key = newKey();
  for (;;) {
    const answer = await attempt({ instance, file, progress }, key);
    if (answer === undefined) {
      await connectionBack();
      continue;
    }
    if (answer.status === 401) {
      // Whoever has to sign in again is asked by any question; then it is sent once more.
      await answerOf(api.GET('/api/v1/instances/{id}', { params: { path: { id: instance } } }));
      continue;
    }
    if (answer.status >= 300) throw problemIn(answer.body, answer.status);
    return answer.body as Kept;
  }
}

type Answered = { readonly status: number; readonly body: unknown };

/** Only this old way tells how much of it has gone. Undefined: nobody answered. */
function attempt({ instance, file, progress }: Sending, key: string): Promise<Answered | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/instances/${instance}/files`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.normalize('NFC')));
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Accept-Language', spokenLanguage());
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
    request.onload = () => resolve({ status: request.status, body: request.response as unknown });
    request.onerror = () => resolve(undefined);
    request.send(file);
  });
}
