import type { SetCheck } from '../engine/ports.js';

/** As `verify` asks a whole database: letters and what was handed in with them know of each other. */
export const formChecks: readonly SetCheck[] = [
  {
    name: 'what was handed in is what its letter says',
    looked: `select count(*)::int from form_submission`,
    wrong: `
      select 'instance ' || s.instance_id || '#' || s.seq || ': ' || s.name || ' ' || s.version as problem
      from form_submission s
        left join history h on h.instance_id = s.instance_id and h.seq = s.seq and h.key = s.letter
        left join letter_body b on b.instance_id = s.instance_id and b.key = s.letter
      where h.seq is null or (b.body is not null and s.sha256 is not null and s.sha256 is distinct from b.body->'form'->>'sha256')`,
  },
];
