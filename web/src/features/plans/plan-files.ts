import type { GivenFile } from '../../lib/given-files';

/** Where the folders of workflows/ begin in a path that a browser gives. */
const below = (path: string): string => {
  const parts = path.replace(/^\/+/, '').split('/');
  const known = parts.findIndex((part) => ['plans', 'lifecycles', 'calendars'].includes(part));
  if (known >= 0) return parts.slice(known).join('/');
  // A plan's own folder: it stands below plans.
  return ['plans', ...(parts.length > 1 ? parts : ['ke-hoach', ...parts])].join('/');
};
const isOfPlan = (path: string): boolean => /\.(yaml|md)$/.test(path);

/** Files as an import has them: path below workflows/ → text. */
export async function filesFrom(given: readonly GivenFile[]): Promise<Record<string, string>> {
  const texts = await Promise.all(given.map(async ({ path, file }) => [below(path), await file.text()] as const));
  return Object.fromEntries(texts.filter(([path]) => isOfPlan(path)));
}

/** Hands a text to the browser to be saved. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
