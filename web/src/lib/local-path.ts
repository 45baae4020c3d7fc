const NOWHERE = 'http://here.invalid';

/** A place of this very site, as a browser reads it, or undefined: what only looks local leads nobody away. */
export function localPath(text: string | undefined): string | undefined {
  if (text === undefined || !text.startsWith('/') || /[\p{Cc}\s\\]/u.test(text)) return undefined;
  const url = URL.parse(text, NOWHERE);
  if (url?.origin !== NOWHERE) return undefined;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') ? undefined : path;
}
