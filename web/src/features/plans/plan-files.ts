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
  const texts = (await Promise.all(given.map(textsIn))).flat();
  return Object.fromEntries(
    texts.map(([path, text]) => [below(path), text] as const).filter(([path]) => isOfPlan(path)),
  );
}

/** An archive is what is in it. */
async function textsIn({ path, file }: GivenFile): Promise<(readonly [string, string])[]> {
  if (!/\.zip$/i.test(path)) return [[path, await file.text()]];
  const { unzipSync, strFromU8 } = await import('fflate');
  const within = unzipSync(new Uint8Array(await file.arrayBuffer()), { filter: ({ name }) => isOfPlan(name) });
  return Object.entries(within).map(([name, bytes]) => [name, strFromU8(bytes)]);
}

/** All files of a version in one archive, which can be dropped where plans are imported. */
export async function archive(files: Readonly<Record<string, string>>): Promise<Blob> {
  const { zipSync, strToU8 } = await import('fflate');
  const bytes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
  return new Blob([zipSync(bytes)], { type: 'application/zip' });
}

/** A text of a plan, to be saved. */
export const yamlOf = (text: string): Blob => new Blob([text], { type: 'application/yaml;charset=utf-8' });

/** Hands something to the browser to be saved. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
