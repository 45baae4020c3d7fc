import { Inject, Injectable } from '@nestjs/common';
import { toIso } from '../core/calendar/day.js';
import { own } from '../core/access.js';
import { groupsOf, type Definition } from '../core/definition/definition.js';
import { fieldsOf, type Field, type Form } from '../core/form/form.js';
import { problem, unfit } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { HOUSE } from '../engine/tokens.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { AnswersReader } from './answers.reader.js';
import { FormDesk, type Standing } from './form-desk.js';
import type { AnswersPage, AnswersQuery } from './submissions.dto.js';

type Asked = { readonly name: string; readonly form: Form; readonly definitions: readonly string[] };

/** What all units say under one heading (tổng hợp theo đề mục): the tables of the secretariat's own report begin here. */
@Injectable()
export class SideBySide {
  constructor(
    @Inject(HOUSE) private readonly house: EngineHouse,
    private readonly desk: FormDesk,
    private readonly answers: AnswersReader,
  ) {}

  async page(me: Principal, id: number, query: AnswersQuery): Promise<AnswersPage> {
    const standing = await this.desk.before(me, id);
    const { name, form, definitions } = await this.asked(standing, query);
    const fields = under(form, query.path);
    if (!fields) throw unfit('path', 'form-path');
    const of = { parent: standing.place.key, name, definitions, fields: fields.map((field) => field.id) };
    const scope = scopeFor(me);
    const { items, next } = await this.answers.page(scope, of, query);
    isShown(items);
    return {
      form: name,
      label: form.label,
      fields: [...fields],
      ...(await this.answers.sums(scope, of)),
      items: items.map(({ order: _, plan: __, restricted: ___, at, ...row }) => ({
        ...row,
        at: at === null ? null : toIso(at),
      })),
      next,
    };
  }

  /** The form of the tasks; of several kinds of tasks those that ask for one of this name. */
  private async asked({ place, definition }: Standing, { form, obligation }: AnswersQuery): Promise<Asked> {
    const groups = groupsOf(definition, obligation).map(([, { definition: hash }]) => hash);
    const { catalogue, transactions } = this.house;
    await catalogue.load(transactions, { definitions: groups, calendars: [place.calendar] });
    const known = groups.map((hash) => [hash, catalogue.definition(hash)] as const);
    const names = [...new Set(known.flatMap(([, { forms = {} }]) => Object.keys(forms)))];
    const name = form ?? names[0];
    const having = known.filter(([, { forms = {} }]) => name !== undefined && own(forms, name) !== undefined);
    const first = having[0]?.[1];
    if (name === undefined || !first) throw problem('not-found', { asked: form ?? 'form' });
    return { name, form: formIn(first, name), definitions: having.map(([hash]) => hash) };
  }
}

function formIn({ forms = {} }: Definition, name: string): Form {
  const form = own(forms, name);
  if (!form) throw problem('not-found', { asked: name });
  return form;
}

/** The fields of a heading, or one; undefined: there is no such place. */
function under(form: Form, path: string | undefined): readonly Field[] | undefined {
  if (path === undefined) return fieldsOf(form);
  const section = form.sections.find(({ id }) => id === path);
  const field = fieldsOf(form).find(({ id }) => id === path);
  return section?.fields ?? (field && [field]);
}
