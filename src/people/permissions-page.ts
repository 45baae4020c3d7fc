import { grantees, permissions, roles, type Role } from './access.rules.js';
import type { Route } from './route-table.js';

/** docs/permissions.md: who may do what, and what each route asks for. Written by `npm run generate`. */
export function permissionsPage(routes: readonly Route[]): string {
  return [
    '# Who may do what',
    '',
    'Generated from `src/people/access.rules.ts` and from the routes by `npm run generate`. What this page means, and whose',
    'rows each role sees, stands in [security.md](security.md).',
    '',
    '## Rights',
    '',
    ...table([
      ['right', ...roles],
      ...permissions.map((one) => [`\`${one}\``, ...roles.map((role) => mark(grantees(one), role))]),
    ]),
    '',
    '`people.erase` needs a post in every plan.',
    '',
    '## Routes',
    '',
    '`nothing`: anybody, signed in or not. `an account`: whoever is signed in, for what is their own; `a session`: the same, but by no',
    'token. Where the path names a plan, the right is needed in that plan; elsewhere in any, and only the rows that somebody',
    'may see are there for them.',
    '',
    ...table([
      ['route', 'needs'],
      ...routes.map(({ method, path, needs }) => [`\`${method} ${path}\``, needs ?? '**no decision**']),
    ]),
    '',
    'Beside these stand the pages of the API, open to anybody: `GET /api/docs` and `GET /api/openapi.json`.',
    '',
  ].join('\n');
}

const mark = (some: readonly Role[], role: Role): string => (some.includes(role) ? '✓' : '');

/** Columns are as wide as what is in them: so the formatter would have it too. */
function table([head = [], ...body]: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, n) => Math.max(3, ...[head, ...body].map((cells) => cells[n]?.length ?? 0)));
  const row = (cells: readonly string[]): string =>
    `| ${widths.map((width, n) => (cells[n] ?? '').padEnd(width)).join(' | ')} |`;
  return [row(head), row(widths.map((width) => '-'.repeat(width))), ...body.map(row)];
}
