import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../people/access.rules.js';
import { askedBy } from '../people/letters.js';
import { visible, visibleTo } from '../people/visible.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import { whole } from '../platform/read-schema.js';
import type { FileType } from './file-type.rules.js';
import type { FilesQuery } from './files.dto.js';

/** An instance as its attachments see it. */
export type Place = {
  readonly id: number;
  readonly key: string;
  readonly plan: string;
  readonly unit: string;
  readonly owner: string | null;
  readonly parentUnit: string | null;
  readonly restricted: boolean;
};
export type FileRow = {
  readonly id: number;
  readonly instance: number;
  readonly unit: string;
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
  readonly scan: 'not-scanned' | 'clean';
  readonly by: string;
  readonly byName: string | null;
  readonly at: number;
  readonly boundAt: number | null;
  /** The entries of the history that name it. */
  readonly seqs: readonly number[];
  readonly plan: string;
  readonly key: string;
  readonly restricted: boolean;
};
/** Whose files are asked for: of the instances in a scope, and of what nothing names yet those of these units (`plan/unit`). */
export type Asking = { readonly scope: Scope; readonly units: readonly string[] };

const select = `select f.id::float8 as id, f.instance_id::float8 as instance, f.unit, f.name, f.type, f.size::float8 as size, f.sha256, f.scan,
    f.account as by, a.display_name as "byName", f.at::float8 as at, f.bound_at::float8 as "boundAt",
    coalesce((select array_agg(b.seq order by b.seq) from file_binding b where b.file_id = f.id), '{}') as seqs, i.plan, i.key, i.restricted
  from file f join instance i on i.id = f.instance_id left join account a on a.name = f.account
  where f.status = 'whole'`;
const place = z.tuple([whole(0)]);

/** Attachments as people see them: whoever sees an instance sees what its moves name, and of the rest what is their units'. */
@Injectable()
export class FileReader {
  constructor(private readonly database: DataSource) {}

  async place(scope: Scope, id: number): Promise<Place | undefined> {
    const [row]: Place[] = await this.database.query(
      `select i.id::float8 as id, i.key, i.plan, i.unit, i.owner, i.parent_unit as "parentUnit", i.restricted
       from instance i where i.id = $1 and ${visible(2)}`,
      [id, ...visibleTo(scope)],
    );
    return row;
  }

  async hasEntry(instanceId: number, seq: number): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `select 1 from history h where h.instance_id = $1 and h.seq = $2`,
      [instanceId, seq],
    );
    return rows.length > 0;
  }

  async find({ scope, units }: Asking, id: number): Promise<FileRow | undefined> {
    const [row]: FileRow[] = await this.database.query(
      `${select} and f.id = $1 and (f.bound_at is not null or f.plan || '/' || f.unit = any($2)) and ${visible(3)}`,
      [id, units, ...visibleTo(scope)],
    );
    return row;
  }

  /**
   * What was enclosed with the document by which work was asked for is read by whoever sees that work, also where all else of the
   * round is not theirs to see: before it was issued nothing of it is.
   */
  async enclosed({ scope }: Asking, id: number): Promise<FileRow | undefined> {
    const [row]: FileRow[] = await this.database.query(
      `${select} and f.id = $1 and exists (
         select from file_binding b join history l on l.instance_id = b.instance_id and l.seq = b.seq
           join instance t on t.parent = i.key and t.kind = 'task'
         where b.file_id = f.id and b.instance_id = i.id and ${askedBy()} and ${visible(2, 't')})`,
      [id, ...visibleTo(scope)],
    );
    return row;
  }

  async page(
    { scope, units }: Asking,
    instanceId: number,
    query: FilesQuery,
  ): Promise<{ readonly items: readonly FileRow[]; readonly next: string | null }> {
    const [at] = placeIn(query, place) ?? [null];
    const { order, after } = keyset(['f.id'], query.sort, 3);
    const rows: FileRow[] = await this.database.query(
      `${select} and f.instance_id = $1 and (f.bound_at is not null or f.plan || '/' || f.unit = any($2)) and ${visible(5)}
         and ($3::bigint is null or ${after})
       order by ${order} limit $4`,
      [instanceId, units, at, query.limit + 1, ...visibleTo(scope)],
    );
    return sortedPage(rows, query, (last) => [last.id]);
  }
}
