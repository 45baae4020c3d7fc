import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isKnown } from '../platform/etag.rules.js';
import type { ContentStore } from './content-store.js';
import { disposition, savedName } from './file-name.rules.js';
import { fileTypes } from './file-type.rules.js';
import type { FileRow } from './file.reader.js';
import { type Part, partAsked } from './range.rules.js';

/** Alone in a box: what it holds loads nothing, runs nothing and belongs to no site. */
const BOX = "default-src 'none'; sandbox; frame-ancestors 'self'";
/** A browser shows no PDF file in such a box; its own viewer runs nothing of ours, and the file is nothing but a PDF file. */
const VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

type Wish = { readonly show: 'inline' | 'attachment'; readonly contents: ContentStore };

/** A file as it was sent, or the part of it that is asked for; never as a page, whatever it is called. */
export async function sendFile(response: Response, file: FileRow, { show, contents }: Wish): Promise<void> {
  const { req: request } = response;
  const tag = `"${file.sha256}"`;
  response.set({ ETag: tag, 'Accept-Ranges': 'bytes' });
  if (isKnown(request.get('if-none-match'), tag)) return void response.status(304).end();
  // Parts of what has changed meanwhile would make no whole; and a file never changes.
  const ifRange = request.get('if-range');
  const asked = ifRange === undefined || ifRange === tag ? partAsked(request.get('range'), file.size) : undefined;
  dressed(response, file, show);
  if (asked === 'unsatisfiable') return void response.status(416).set('Content-Range', `bytes */${file.size}`).end();
  const part = asked ?? { from: 0, to: file.size - 1 };
  if (asked) response.status(206).set('Content-Range', `bytes ${part.from}-${part.to}/${file.size}`);
  response.set('Content-Length', String(part.to - part.from + 1));
  if (request.method === 'HEAD') return void response.end();
  await sent(response, contents, file, part);
}

function dressed(response: Response, { name, type }: FileRow, show: Wish['show']): void {
  const { mime, inline } = fileTypes[type];
  const how = inline ? show : 'attachment';
  response.set({
    'Content-Type': mime,
    'Content-Disposition': disposition(how, savedName(name, type)),
    'Content-Security-Policy': how === 'inline' && type === 'pdf' ? VIEWER : BOX,
    'X-Content-Type-Options': 'nosniff',
    ...(how === 'inline' && { 'X-Frame-Options': 'SAMEORIGIN' }),
  });
}

/** No faster than it is read. Whoever leaves in the middle is no error of ours. */
async function sent(response: Response, contents: ContentStore, { id }: FileRow, part: Part): Promise<void> {
  await pipeline(Readable.from(contents.read(id, part), { objectMode: false }), response).catch((error: unknown) => {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
