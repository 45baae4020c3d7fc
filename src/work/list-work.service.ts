import { Injectable } from '@nestjs/common';
import type { Scope } from '../people/access.rules.js';
import { DefinitionReader } from './definition.reader.js';
import { workItem } from './work-view.js';
import type { WorkPage, WorkQuery } from './work.dto.js';
import { type Kind, WorkReader } from './work.reader.js';

/** Pages of obligations, occurrences and tasks, with the words of their definitions. */
@Injectable()
export class ListWork {
  constructor(
    private readonly work: WorkReader,
    private readonly definitions: DefinitionReader,
  ) {}

  async page(scope: Scope, kind: Kind, query: WorkQuery): Promise<WorkPage> {
    const { items, next } = await this.work.list(scope, kind, query);
    const heads = await this.definitions.withChildren(items.map(({ definition }) => definition));
    return { items: items.map((row) => workItem(row, heads, scope)), next };
  }
}
