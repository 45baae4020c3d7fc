import { problems, type ProblemCode } from '../../core/problem.js';
import { X_NO_KEY } from '../asked.decorators.js';
import { X_REVISED } from '../revised.decorator.js';
import { X_STREAMED } from '../send-text.js';
import { exampleOf, exampleNamed } from './examples.js';
import { problemExamples } from './problem-examples.js';
import { descriptions, headers, parameters, sharedParameter } from './shared-parts.js';
import {
  isRef,
  type Answer,
  type Body,
  type Content,
  type Document,
  type Operation,
  type Parameter,
  type Ref,
  type Schema,
} from './shapes.js';

type Schemas = Document['components']['schemas'];
const METHODS_THAT_LOOK = ['get', 'head'];

/**
 * What all routes have in common is written into the description here, once, and by no route: headers, problems with their
 * examples, tags of answers, keys of commands; and an example of everything that is sent and answered.
 */
export function finished(document: Document): Document {
  const { schemas } = document.components;
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, finishedRoute(method, operation, schemas)]),
    ),
  ]);
  const done = Object.fromEntries(paths) as Document['paths'];
  const used = Object.values(done).flatMap((methods) =>
    Object.values(methods).flatMap((one) => one['x-problems'] ?? []),
  );
  return {
    ...document,
    paths: done,
    components: {
      ...document.components,
      // Beside what every problem has stand the facts of this one.
      schemas: { ...schemas, ProblemDetails: { ...schemas['ProblemDetails'], additionalProperties: true } },
      parameters,
      headers,
      examples: problemExamples([...new Set(used)].sort()),
    },
  };
}

function finishedRoute(method: string, operation: Operation, schemas: Schemas): Operation {
  const { [X_NO_KEY]: noKey, [X_REVISED]: revised, [X_STREAMED]: streamed, ...rest } = operation;
  const isLook = METHODS_THAT_LOOK.includes(method);
  const own = (operation.parameters ?? []).map((one) => (isRef(one) ? one : lifted(one)));
  const isOpen = operation.security === undefined;
  const takesKey = !isLook && !isOpen && noKey === undefined;
  const hasTag = (isLook && streamed === undefined) || revised !== undefined;
  const codes = codesOf(operation, own, takesKey);
  const good = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));
  const answers = good.map(
    ([status, answer]) => [status, told(status, answer, { hasTag, takesKey, schemas })] as const,
  );
  const isKept = isLook && hasTag && answers.some(([, { content }]) => content !== undefined);
  return {
    ...rest,
    ...(isOpen && { security: [] }),
    'x-problems': codes,
    parameters: [
      ...own.map((one) => (isRef(one) ? one : sharedParameter(one))),
      ...(own.some((one) => !isRef(one) && one.name === 'Accept-Language')
        ? []
        : [ref('parameters', 'AcceptLanguage')]),
      ...(isKept ? [ref('parameters', 'IfNoneMatch')] : []),
      ...(takesKey ? [ref('parameters', 'IdempotencyKey')] : []),
    ],
    ...(operation.requestBody && { requestBody: shown(operation.requestBody, schemas) }),
    responses: Object.fromEntries([
      ...answers,
      ...(isKept
        ? [['304', { description: 'What the asker has already.', headers: { ETag: ref('headers', 'ETag') } }] as const]
        : []),
      ...refusals(codes),
      // Sent on, or refused: what sends a browser elsewhere has no answer of its own.
      ...(answers.some(([status]) => status.startsWith('2')) ? [] : [['default', otherwise] as const]),
    ]),
  };
}

const ref = (kind: string, name: string): Ref => ({ $ref: `#/components/${kind}/${name}` });

/** What a route says of itself, and what comes with its headers and its body. */
function codesOf(operation: Operation, own: readonly (Parameter | Ref)[], takesKey: boolean): ProblemCode[] {
  const ifMatch = own.find((one): one is Parameter => !isRef(one) && one.name === 'If-Match');
  const codes: ProblemCode[] = [
    ...(operation['x-problems'] ?? []),
    ...(ifMatch ? (['precondition-failed'] as const) : []),
    ...(ifMatch?.required ? (['precondition-required'] as const) : []),
    ...(takesKey ? (['key-reused', 'key-under-way', 'key-answer-lost'] as const) : []),
    ...(operation.requestBody ? (['payload-too-large'] as const) : []),
  ];
  return [...new Set(codes)];
}

function refusals(codes: readonly ProblemCode[]): (readonly [string, Answer])[] {
  const statuses = [...new Set(codes.map((code) => problems[code]))].sort((a, b) => a - b);
  return statuses.map((status) => {
    const here = codes.filter((code) => problems[code] === status);
    const waits = status === 429 || status === 503 || here.includes('key-under-way');
    const content = {
      'application/problem+json': {
        schema: ref('schemas', 'ProblemDetails'),
        examples: Object.fromEntries(here.map((code) => [code, ref('examples', code)])),
      },
    };
    const known = {
      'X-Request-Id': ref('headers', 'RequestId'),
      ...(waits && { 'Retry-After': ref('headers', 'RetryAfter') }),
    };
    return [String(status), { description: here.join(', '), headers: known, content }] as const;
  });
}

const otherwise: Answer = {
  description: 'Whatever else goes wrong.',
  content: {
    'application/problem+json': {
      schema: ref('schemas', 'ProblemDetails'),
      examples: { internal: ref('examples', 'internal') },
    },
  },
};

const words: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Begun.',
  204: 'Done; there is nothing to say.',
};
type Traits = { readonly hasTag: boolean; readonly takesKey: boolean; readonly schemas: Schemas };

function told(
  status: string,
  { description, content, ...answer }: Answer,
  { hasTag, takesKey, schemas }: Traits,
): Answer {
  return {
    ...answer,
    description: description || (words[status] ?? 'Elsewhere.'),
    headers: {
      ...answer.headers,
      'X-Request-Id': ref('headers', 'RequestId'),
      'RateLimit-Policy': ref('headers', 'RateLimitPolicy'),
      RateLimit: ref('headers', 'RateLimit'),
      ...(hasTag && content && { ETag: ref('headers', 'ETag') }),
      ...(takesKey && { 'Idempotency-Replayed': ref('headers', 'Replayed') }),
    },
    ...(content && { content: exemplified(content, schemas) }),
  };
}

const shown = ({ content, ...body }: Body, schemas: Schemas): Body => ({
  ...body,
  content: exemplified(content, schemas),
});

const exemplified = (content: Content, schemas: Schemas): Content =>
  Object.fromEntries(
    Object.entries(content).map(([type, media]) => [
      type,
      media.schema ? { ...media, example: media.example ?? exampleOf(media.schema, schemas) } : media,
    ]),
  );

/** What a schema says of a parameter as a whole is the parameter's to say. */
function lifted({ schema: given = {}, ...parameter }: Parameter): Parameter {
  const { description, example, ...schema } = given;
  const { anyOf, ...rest } = schema;
  // One of them or several: several, of which one may be all.
  const several = anyOf?.find(({ type }) => type === 'array');
  const form: Schema = several ? { ...rest, ...several } : schema;
  const isSparse = parameter.name === 'fields';
  const few = (form.items?.enum ?? []).slice(0, 2);
  const shownAs = parameter.example ?? example ?? (isSparse ? few : exampleNamed(parameter.name, form));
  const said = parameter.description ?? description ?? descriptions[parameter.name];
  const isArray = form.type === 'array';
  return {
    ...parameter,
    ...(said !== undefined && { description: said }),
    ...(isArray && { style: 'form', explode: !isSparse }),
    schema: form,
    ...(shownAs !== undefined && { example: isArray && !Array.isArray(shownAs) ? [shownAs] : shownAs }),
  };
}
