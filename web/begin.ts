import type { Plugin } from 'vite';
import { paths } from './src/app/paths.ts';

/** Where people begin: the page with what it stands in, and its texts. Whoever begins elsewhere waits a little longer. */
const beginnings = [
  { path: paths.signIn, pages: ['door', 'sign-in-page'], features: ['session'] },
  { path: paths.leadership, pages: ['leadership-page'], features: ['standing'] },
  { path: paths.desk, pages: ['desk-page'], features: ['desk', 'work'] },
  { path: paths.tasks, pages: ['tasks-page'], features: ['tasks', 'work'] },
];
/** Nobody is signed in there. */
const doors = [paths.signIn, paths.forgotPassword, paths.resetPassword];
/** As the first lines of a page are set: what is plain, and headings. */
const FONTS = /be-vietnam-pro-(?:latin|vietnamese)-(?:400|600)-normal-[\w-]+\.woff2$/;
/** In index.html. */
const PLACE = '__BEGIN__';

type Output = {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly moduleIds?: readonly string[];
};
type Bundle = Readonly<Record<string, Output>>;

/**
 * Tells index.html what comes after its first script, so that it is asked for together with it: a page that hears of each file
 * from the one before waits for every one of them.
 */
export const begin = (): Plugin => ({
  name: 'begin',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => ({
      html: html.replace(PLACE, () => JSON.stringify(whatFollows(bundle))),
      tags: Object.keys(bundle)
        .filter((file) => FONTS.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          injectTo: 'head' as const,
        })),
    }),
  },
});

/** Files by their place in `names`, which are long. */
type Files = readonly number[];
type Follows = {
  readonly doors: readonly string[];
  readonly names: readonly string[];
  /** What all pages behind the door stand in. */
  readonly inside: Files;
  /** By path. */
  readonly scripts: Readonly<Record<string, Files>>;
  /** By language, and therein by path; `common` for all. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, Files>>>>;
};

function whatFollows(bundle: Bundle): Follows {
  const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
  const names: string[] = [];
  const filesOf = (...modules: readonly string[]): Files => {
    const needed = new Set<string>();
    for (const module of modules) addNeeded(bundle, chunkWith(chunks, module), needed);
    return [...needed].map((file) => {
      if (!names.includes(`/${file}`)) names.push(`/${file}`);
      return names.indexOf(`/${file}`);
    });
  };
  const textsIn = (language: string): Record<string, Files> => {
    const fileOf = (feature: string): string => `locales/${language}/${feature}.json`;
    const ofPages = beginnings.map(({ path, features }) => [path, filesOf(...features.map(fileOf))] as const);
    return { common: filesOf(fileOf('common')), ...Object.fromEntries(ofPages) };
  };
  // While it is written, the development server has its own files.
  if (chunks.length === 0) return { doors, names, inside: [], scripts: {}, texts: { vi: {}, en: {} } };
  return {
    doors,
    inside: filesOf('app/inside.tsx'),
    scripts: Object.fromEntries(
      beginnings.map(({ path, pages }) => [path, filesOf(...pages.map((page) => `app/routes/${page}.tsx`))]),
    ),
    texts: { vi: textsIn('vi'), en: textsIn('en') },
    names,
  };
}

function chunkWith(chunks: readonly Output[], module: string): Output {
  const found = chunks.find(({ moduleIds }) => moduleIds?.some((id) => id.endsWith(`/web/src/${module}`)));
  if (!found) throw new Error(`web/src/${module} is in no file.`);
  return found;
}

/** A file and all that it needs, without what the page names by itself. */
function addNeeded(bundle: Bundle, chunk: Output | undefined, needed: Set<string>): void {
  if (!chunk || chunk.isEntry || needed.has(chunk.fileName)) return;
  needed.add(chunk.fileName);
  for (const file of chunk.imports ?? []) addNeeded(bundle, bundle[file], needed);
}
