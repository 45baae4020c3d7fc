import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Matrix = components['schemas']['MatrixView'];
export type Row = Matrix['rows'][number];
export type Cell = Row['cells'][number];
export type MatrixColumn = Matrix['columns'][number];
export type Five = Matrix['totals'];

export type Asked = {
  readonly asOf?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly obligation?: readonly string[] | undefined;
};
/** Units of a page. */
const UNITS = 50;

/** Without what was left out. */
const wordsOf = ({ asOf, from, to, obligation }: Asked) => ({
  ...(asOf !== undefined && { asOf }),
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  ...(obligation !== undefined && { obligation: [...obligation] }),
});

export const matrixQuery = (asked: Asked, cursor?: string, limit = UNITS) =>
  queryOptions({
    queryKey: ['monitoring', 'matrix', asked, limit, cursor],
    queryFn: ({ signal }) => {
      const query = { ...wordsOf(asked), limit, ...(cursor !== undefined && { cursor }) };
      return answerOf(api.GET('/api/v1/monitoring/matrix', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** Where the whole of it is taken from as a file, in the language of the page. */
export function exportAddress(asked: Asked, format: 'xlsx' | 'csv', language: string): string {
  const { obligation = [], ...words } = wordsOf(asked);
  const query = new URLSearchParams({ ...words, format, language });
  for (const name of obligation) query.append('obligation', name);
  return `/api/v1/monitoring/matrix/export?${query}`;
}
