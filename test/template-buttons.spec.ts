import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sendingIn } from './support/notices-in.js';
import type { Definition } from '../src/core/definition/definition.js';
import { noticesIn } from '../src/core/definition/notices.js';
import { assemble } from '../src/core/plan/assemble.js';
import { readWorkflows } from '../src/plans/workflow-files.js';
import { languages, type Language } from '../src/platform/language.js';
import { planNamed } from './support/story.js';

const workflows = join(__dirname, '..', 'workflows');
const plans = readdirSync(join(workflows, 'plans'));

const NONE = 'no button: ';
const quoted: Readonly<Record<Language, RegExp>> = { vi: /«([^«»{}]+)»/g, en: /“([^“”{}]+)”/g };

/** What a text tells its reader to press: all that it quotes, but for what is filled in. */
const buttonsIn = (text: string, language: Language): string[] =>
  [...text.matchAll(quoted[language])].map(([, label = '']) => label);

/** The events that an addressee may send, by how a button is labelled. */
const buttonsOf = ({ events }: Definition, to: readonly string[], language: Language): Map<string, string> =>
  new Map(
    Object.entries(events)
      .filter(([, { by }]) => by?.some((role) => to.includes(role)))
      .map(([event, { label }]) => [label?.[language] ?? '', event]),
  );

describe.each(plans)('the texts of the plan %s', (plan) => {
  /** Every text that somebody is sent, the events it says to press, and what in it is no button of its reader. */
  const read = async () => {
    const files = new Map(await readWorkflows(workflows));
    const { definitions } = assemble(await planNamed(plan));
    return [...definitions.values()].flatMap((definition) =>
      noticesIn(definition.machine).flatMap(({ template, to }) => {
        const [vi, en] = languages.map((language) => {
          const buttons = buttonsOf(definition, to, language);
          const named = buttonsIn(files.get(`plans/${plan}/templates/${template}.${language}.md`) ?? '', language);
          return named.map((label) => buttons.get(label) ?? `${NONE}${label}`);
        });
        return [{ template, obligation: definition.obligation, vi: vi ?? [], en: en ?? [] }];
      }),
    );
  };

  test('name only buttons that their reader has, the same ones in both languages', async () => {
    const texts = await read();
    expect(texts.filter(({ vi, en }) => vi.join() !== en.join())).toEqual([]);
    expect(texts.flatMap(({ vi }) => vi).filter((event) => event.startsWith(NONE))).toEqual([]);
  });

  test('name only buttons that are there where they leave their reader', async () => {
    const files = new Map(await readWorkflows(workflows));
    const { definitions } = assemble(await planNamed(plan));
    const absent = [...definitions.values()].flatMap((definition) =>
      sendingIn(definition.machine).flatMap(({ template, to, offered, at }) => {
        const buttons = buttonsOf(definition, to, 'vi');
        const named = buttonsIn(files.get(`plans/${plan}/templates/${template}.vi.md`) ?? '', 'vi');
        return named
          .map((label) => buttons.get(label) ?? '')
          .filter((event) => !offered.has(event))
          .map((event) => `${definition.lifecycle}: ${template} names ${event} at ${at}`);
      }),
    );
    expect([...new Set(absent)]).toEqual([]);
  });
});
