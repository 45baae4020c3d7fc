import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Document, Operation } from './calls.js';

type Content = Readonly<Record<string, object>>;
type Described = { readonly content?: Content };

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** A moment that is said with another offset than all others. */
function elsewhereIn(said: unknown): string | undefined {
  if (typeof said === 'string') return /^\d{4}-\d\d-\d\dT[\d:.]+(?!.*\+07:00$).*$/.exec(said)?.[0];
  if (typeof said !== 'object' || said === null) return undefined;
  for (const part of Object.values(said)) {
    const found = elsewhereIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Holds answers against what the document says of them. */
export class Answers {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false });
  private readonly known = new Map<string, ValidateFunction>();

  constructor(private readonly document: Document) {
    formats.default(this.ajv);
    this.ajv.addSchema(document, 'api');
  }

  /** Why a program that believes the document would stumble over this; undefined when it would not. */
  stumble(route: string, status: number, type: string, text: string): string | undefined {
    const [method = '', address = ''] = route.split(' ');
    const described = this.operation(method, address)?.responses[status] as Described | undefined;
    if (!described) return `${status} is not documented`;
    const kind = type.split(';')[0] ?? '';
    if (!described.content) return text === '' ? undefined : `${status} is documented without a body`;
    if (!(kind in described.content)) return `${status} comes as ${kind || 'nothing'}`;
    if (!/[/+]json$/.test(kind) || !('schema' in (described.content[kind] ?? {}))) return undefined;
    const fits = this.check(['paths', address, method, 'responses', String(status), 'content', kind, 'schema']);
    const said: unknown = JSON.parse(text);
    const elsewhere = elsewhereIn(said);
    if (elsewhere !== undefined) return `${elsewhere} is not said in the time of Vietnam`;
    if (fits(said)) return undefined;
    return `${status} is not as documented: ${this.ajv.errorsText(fits.errors)}`;
  }

  private operation(method: string, address: string): Operation | undefined {
    return this.document.paths[address]?.[method];
  }

  private check(place: readonly string[]): ValidateFunction {
    const $ref = `api#/${pointer(...place)}`;
    const check = this.known.get($ref) ?? this.ajv.compile({ $ref });
    this.known.set($ref, check);
    return check;
  }
}
