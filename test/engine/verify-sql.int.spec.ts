import { periodBefore } from '../../src/core/calendar/period.js';
import { beforeSql } from '../../src/engine/verify/set-checks.js';
import { useDatabase } from '../support/postgres.js';

const db = useDatabase();

test.each(['2023', '2023-2025', '2023-H1', '2023-H2', '2023-Q1', '2023-Q2', '2023-Q4', '2023-05-01', 'once'])(
  'the period before %s is the same in SQL',
  async (period) => {
    const { rows } = await db().pool.query<{ before: string }>(`select ${beforeSql('$1::text')} as before`, [period]);
    expect(rows).toEqual([{ before: periodBefore(period) ?? 'previous' }]);
  },
);
