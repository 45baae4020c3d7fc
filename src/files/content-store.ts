import type { Part } from './range.rules.js';

/** Where the content of files is kept (port). Nobody asks for it by anything but the id that `file` gave it. */
export abstract class ContentStore {
  /** Takes it as it comes, and holds no more of it than a piece. What fails in the middle is dropped by its id. */
  abstract write(id: number, content: AsyncIterable<Buffer>): Promise<void>;
  /** As it was written; @throws where it is not there to its end */
  abstract read(id: number, part: Part): AsyncIterable<Buffer>;
  /** Of these nothing is kept any more; what is not there is none. */
  abstract drop(ids: readonly number[]): Promise<void>;
}
