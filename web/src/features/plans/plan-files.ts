/** Where the folders of workflows/ begin in a path that a browser gives. */
const below = (path: string): string => {
  const parts = path.replace(/^\/+/, '').split('/');
  const known = parts.findIndex((part) => ['plans', 'lifecycles', 'calendars'].includes(part));
  if (known >= 0) return parts.slice(known).join('/');
  // A plan's own folder: it stands below plans.
  return ['plans', ...(parts.length > 1 ? parts : ['ke-hoach', ...parts])].join('/');
};
const isOfPlan = (path: string): boolean => /\.(yaml|md)$/.test(path);

/** Chosen files as an import has them: path below workflows/ → text. */
export async function filesFrom(files: readonly File[]): Promise<Record<string, string>> {
  const texts = await Promise.all(
    files.map(async (file) => [below(file.webkitRelativePath || file.name), await file.text()] as const),
  );
  return Object.fromEntries(texts.filter(([path]) => isOfPlan(path)));
}

/** Files and folders that were dropped. */
export async function filesFromDrop(data: DataTransfer): Promise<Record<string, string>> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = (await Promise.all(entries.map(filesIn))).flat();
  const texts = await Promise.all(files.map(async ([path, file]) => [below(path), await file.text()] as const));
  return Object.fromEntries(texts.filter(([path]) => isOfPlan(path)));
}

async function filesIn(entry: FileSystemEntry): Promise<(readonly [string, File])[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [[entry.fullPath, file]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(filesIn))).flat();
}

/** Hands a text to the browser to be saved. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
