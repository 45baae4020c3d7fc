import type { Form } from '../../form/form.js';
import type { Source } from '../finding.js';

/** A form and where it is written. */
export type FormFile = { readonly form: Form; readonly source: Source };
