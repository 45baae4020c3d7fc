type Post = { readonly unit: string; readonly roles: readonly string[] };

/** The units that somebody works for, each once. */
export const ownUnits = (posts: readonly Post[]): readonly string[] => [
  ...new Set(
    posts
      .filter(
        ({ unit, roles }) => unit !== '*' && roles.some((role) => role === 'unit-officer' || role === 'unit-head'),
      )
      .map(({ unit }) => unit),
  ),
];
