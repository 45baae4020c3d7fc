import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parse } from 'yaml';
import { languages, type Language } from '../platform/language.js';
import { defaultTemplate } from './default-templates.js';

type Texts = Readonly<Partial<Record<Language, string>>>;
/** The words that an active plan version brings. */
export type PlanWords = {
  readonly name: Readonly<Record<Language, string>>;
  readonly templates: ReadonlyMap<string, Texts>;
};

const TEMPLATE = /(?:^|\/)templates\/([^/]+)\.(vi|en)\.md$/;

/** The templates of the active plans, as their versions were imported. A version never changes, so it is read once. */
@Injectable()
export class TemplateReader {
  private readonly known = new Map<string, { readonly version: string; readonly words: PlanWords }>();

  constructor(private readonly database: DataSource) {}

  async words(plans: readonly string[]): Promise<ReadonlyMap<string, PlanWords>> {
    const active: { plan: string; id: string }[] = await this.database.query(
      `select plan, id from plan_version where plan = any($1) and status = 'active'`,
      [[...new Set(plans)]],
    );
    const unknown = active.filter(({ plan, id }) => this.known.get(plan)?.version !== id);
    if (unknown.length > 0) await this.read(unknown.map(({ id }) => id));
    return new Map(active.flatMap(({ plan }) => wordsOf(plan, this.known.get(plan)?.words)));
  }

  private async read(ids: readonly string[]): Promise<void> {
    const rows: { plan: string; id: string; files: Readonly<Record<string, string>> }[] = await this.database.query(
      `select plan, id, files from plan_version where id = any($1)`,
      [ids],
    );
    for (const { plan, id, files } of rows) this.known.set(plan, { version: id, words: wordsIn(plan, files) });
  }
}

const wordsOf = (plan: string, words: PlanWords | undefined): [string, PlanWords][] => (words ? [[plan, words]] : []);

function wordsIn(plan: string, files: Readonly<Record<string, string>>): PlanWords {
  const templates = new Map<string, Texts>();
  for (const [path, text] of Object.entries(files)) {
    const [, name, language] = TEMPLATE.exec(path) ?? [];
    if (name !== undefined && language !== undefined) templates.set(name, { ...templates.get(name), [language]: text });
  }
  return { name: nameIn(files) ?? plainName(plan), templates };
}

export const plainName = (plan: string): PlanWords['name'] => ({ vi: plan, en: plan });

/** The number by which the plan is cited: 19-KH/BCĐ. */
function nameIn(files: Readonly<Record<string, string>>): PlanWords['name'] | undefined {
  const [, text] = Object.entries(files).find(([path]) => /(?:^|\/)plan\.yaml$/.test(path)) ?? [];
  const { number } = text === undefined ? {} : (parse(text) as { readonly number?: string });
  return number === undefined ? undefined : plainName(number);
}

/** The plan's own text; in its other language where one is missing; ours where the plan says nothing. */
export function templateOf(words: PlanWords | undefined, name: string, language: Language): string {
  const own = words?.templates.get(name);
  return own?.[language] ?? languages.map((other) => own?.[other]).find(Boolean) ?? defaultTemplate(name, language);
}
