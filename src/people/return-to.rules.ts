const NOWHERE = 'http://here.invalid';

/**
 * A place of this very site, as a browser would read it, or undefined. What looks local and leads elsewhere (`//x.vn`,
 * `/\x.vn`, `/..//x.vn`) does not pass: after reading it is looked at once more.
 */
export function localPath(text: string): string | undefined {
  // Control characters are left out by whoever reads an address, and change what it is.
  if (!text.startsWith('/') || text.length > 2000 || /[\p{Cc}\s\\]/u.test(text)) return undefined;
  const url = URL.parse(text, NOWHERE);
  if (url?.origin !== NOWHERE) return undefined;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') ? undefined : path;
}
