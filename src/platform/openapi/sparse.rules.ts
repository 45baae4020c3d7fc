import { isRef, targetOf, type Answer, type Document, type Operation, type Schema } from './shapes.js';

type Schemas = Document['components']['schemas'];
/** Of a form of an answer: the parameter without which nobody is answered in it. */
export const ONLY_WITH = 'x-only-with';
const PARAMETER = 'fields';
const REF = '#/components/schemas/';

/**
 * Whoever names `fields` gets rows of those alone, and no field of a row is certain then. Such a list has two forms, the
 * whole one and one in which nothing is required; the second says that it comes only where it was asked for.
 */
export function withSparse(document: Document): Document {
  const { schemas } = document.components;
  const made: Record<string, Schema> = {};
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [
        method,
        takesFields(operation) ? sparseRoute(operation, schemas, made) : operation,
      ]),
    ),
  ]);
  return {
    ...document,
    paths: Object.fromEntries(paths) as Document['paths'],
    components: { ...document.components, schemas: { ...schemas, ...made } },
  };
}

const takesFields = ({ parameters = [] }: Operation): boolean =>
  parameters.some((one) => !isRef(one) && one.in === 'query' && one.name === PARAMETER);

function sparseRoute(operation: Operation, schemas: Schemas, made: Record<string, Schema>): Operation {
  const answers = Object.entries(operation.responses).map(([status, answer]) => [
    status,
    status === '200' ? sparseAnswer(answer, schemas, made) : answer,
  ]);
  return { ...operation, responses: Object.fromEntries(answers) as Operation['responses'] };
}

function sparseAnswer(answer: Answer, schemas: Schemas, made: Record<string, Schema>): Answer {
  const media = answer.content?.['application/json'];
  const page = media?.schema && targetOf(media.schema, schemas);
  const rows = page?.properties?.['items'];
  const row = rows?.items && targetOf(rows.items, schemas);
  if (!media?.schema || !page || !rows?.items || !row)
    throw new Error('what takes `fields` answers with a page of rows');
  const [pageName, rowName] = [sparseName(media.schema), sparseName(rows.items)];
  const { required: _, ...loose } = row;
  made[rowName] = { ...loose, description: 'A row with the fields that were asked for.', [ONLY_WITH]: PARAMETER };
  const items: Schema = { ...rows, items: { $ref: `${REF}${rowName}` } };
  const description = `The answer where \`${PARAMETER}\` is sent.`;
  made[pageName] = { ...page, description, [ONLY_WITH]: PARAMETER, properties: { ...page.properties, items } };
  const schema: Schema = { anyOf: [media.schema, { $ref: `${REF}${pageName}` }] };
  return { ...answer, content: { ...answer.content, 'application/json': { ...media, schema } } };
}

const sparseName = ({ $ref = '' }: Schema): string => `Sparse${$ref.replace(REF, '')}`;
