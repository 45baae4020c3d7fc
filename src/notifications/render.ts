/** What a template may name, in double braces. The linter and the channels share this list. */
export const placeholders = [
  'unit',
  'work',
  'obligation',
  'clause',
  'period',
  'due',
  'workingEnd',
  'deadline',
  'level',
  'plan',
  'owner',
  'help',
  'mistake',
  'link',
] as const;
export type Placeholder = (typeof placeholders)[number];
export type TemplateFacts = Readonly<Record<Placeholder, string>>;
export type Rendered = { readonly subject: string; readonly text: string };

export class TemplateError extends Error {
  constructor(
    readonly code: 'unknown-placeholder' | 'stray-brace' | 'no-subject',
    detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'TemplateError';
  }
}

const isKnown = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name);
const LINK = /\{\{\s*link\s*\}\}/;
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/**
 * A template's first line is the subject, the rest the text. A line that leads to the work is left out where no link is
 * given: who reads it in the application has a button there. Values are put in as they are and never read again, so a
 * unit's name cannot be a placeholder.
 * @throws {TemplateError} for a name that is not known, a brace that stands alone, or a first line without words
 */
export function render(template: string, facts: TemplateFacts): Rendered {
  const [first = '', ...rest] = template.replace(/^\uFEFF/, '').split(/\r?\n/);
  const subject = filled(first, facts).trim();
  if (subject === '') throw new TemplateError('no-subject', JSON.stringify(first));
  const told = facts.link === '' ? rest.filter((line) => !LINK.test(line)) : rest;
  return { subject, text: filled(told.join('\n'), facts).trim() };
}

function filled(text: string, facts: TemplateFacts): string {
  const [stray] = /\{\{|\}\}/.exec(text.replace(PLACEHOLDER, '')) ?? [];
  if (stray !== undefined) throw new TemplateError('stray-brace', stray);
  return text.replace(PLACEHOLDER, (_, inner: string) => {
    const name = inner.trim();
    if (!isKnown(name)) throw new TemplateError('unknown-placeholder', name);
    return facts[name];
  });
}
