import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Form } from '../../src/core/form/form.js';
import { formSchema } from '../../src/core/form/schema.js';
import { parseYaml } from '../../src/core/definition/parse.js';

/** A form out of YAML, or an error that says why not. */
export function formFrom(text: string, file = 'forms/x.yaml'): Form {
  const { value, findings } = parseYaml<Form>(file, text, formSchema);
  if (!value) throw new Error(JSON.stringify(findings));
  return value;
}

/** The form of the tiny plan. */
export const tinyForm = (): Form =>
  formFrom(
    readFileSync(join(__dirname, '..', 'fixtures', 'plans', 'tiny', 'plans', 'tiny', 'forms', 'report.yaml'), 'utf8'),
  );
