import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const isPart = (name: string): boolean => /\.(yaml|md)$/.test(name);

/** Every YAML and text file below workflows/, by its path from there with forward slashes: what `loadPlan` reads. */
export async function readWorkflows(dir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isPart(entry.name));
  const read = files.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    return [relative(dir, file).split(sep).join('/'), await readFile(file, 'utf8')] as const;
  });
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
