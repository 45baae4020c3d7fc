import { toIso } from '../calendar/day.js';
import { why, type Language } from '../calendar/why.js';
import type { PreviewEntry } from './preview.js';

/** An entry of the preview as people outside read it: ISO 8601 with +07:00, and why in words. */
export type PreviewJson = Omit<PreviewEntry, 'at' | 'key' | 'reasons'> & { readonly at: string; readonly why: string };

export const toPreviewJson = (entry: PreviewEntry, language: Language): PreviewJson => ({
  at: toIso(entry.at),
  kind: entry.kind,
  obligation: entry.obligation,
  clause: entry.clause,
  occurrence: entry.occurrence,
  unit: entry.unit,
  to: entry.to,
  why: why(entry.reasons, language),
  provisional: entry.provisional,
  assumed: entry.assumed,
});

/**
 * `{"entries":[…]}` piece by piece, one entry a line. What the units of a date share is written once: with 10,000 units
 * an entry costs its own unit and posts.
 */
export function* previewJson(entries: Iterable<PreviewEntry>, language: Language): Generator<string> {
  yield '{"entries":[';
  let separator = '\n';
  let head = '';
  let tail = '';
  let last: PreviewEntry | undefined;
  for (const entry of entries) {
    if (last?.reasons !== entry.reasons || last.key !== entry.key || last.at !== entry.at) {
      const { unit: _, to: __, ...rest } = toPreviewJson(entry, language);
      const { why: because, provisional, assumed, ...first } = rest;
      head = `${JSON.stringify(first).slice(0, -1)},"unit":`;
      tail = `,"why":${JSON.stringify(because)},"provisional":${provisional},"assumed":${assumed}}`;
      last = entry;
    }
    yield `${separator}${head}${JSON.stringify(entry.unit)},"to":${JSON.stringify(entry.to)}${tail}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
