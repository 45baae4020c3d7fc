import type { Clause } from './get-clauses';

/** A heading with what is cited below it. */
export type Part = {
  readonly heading: Clause | undefined;
  readonly clauses: readonly (Clause & { isCited: boolean })[];
};

const SECTION = /^[\d.]*\d/;
const sectionOf = (id: string): string => SECTION.exec(id)?.[0] ?? id;

/**
 * What a citation ('3¶2, 5.1¶2') names, each in its section, with the rest of the section around it; a whole section where
 * that is what is cited.
 */
export function partsOf(citation: string, all: readonly Clause[]): readonly Part[] {
  const ids = citation.split(',').map((id) => id.trim());
  const sections = [...new Set(ids.map(sectionOf))];
  return sections.flatMap((section) => {
    const within = all.filter(({ id }) => id === section || sectionOf(id) === section || id.startsWith(`${section}.`));
    if (within.length === 0) return [];
    const isCited = (id: string): boolean => ids.includes(id) || ids.includes(section);
    return [
      {
        heading: within.find(({ id }) => id === section),
        clauses: within.filter(({ id }) => id !== section).map((one) => ({ ...one, isCited: isCited(one.id) })),
      },
    ];
  });
}
