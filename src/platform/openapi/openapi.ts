import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { finished } from './finish.js';
import type { Document } from './shapes.js';
import { withSparse } from './sparse.rules.js';

/** Where the description is served; the version of what it describes stands in the paths. */
const DOCUMENT = 'api/openapi.json';

const tags = {
  session: 'Signing in and out, one’s own password, authenticator and sessions: for people at a browser.',
  tokens: 'Tokens of one’s own, for programs.',
  plans: 'Plans as they are written: versions, findings, dates, comparison and activation.',
  work: 'What runs: obligations, their occurrences, and the tasks of units.',
  instances: 'One obligation, occurrence or task: where it stands, what happened, and events sent to it.',
  monitoring: 'How the whole stands, now and on any day before: numbers, who is late, what comes.',
  files: 'Attachments: of a unit alone until a submission names them, and then of whoever sees the submission.',
  live: 'What changes, told as it happens.',
  inbox: 'Messages to the posts of a unit.',
  people: 'Units and people as the plans that run name them.',
  accounts: 'Accounts and their posts, in the hands of administrators.',
  imports: 'Tables of accounts and posts, looked at first and then taken in; the last can be taken back.',
  forms: 'What is filled in with an event (biểu mẫu): drafts, and what was handed in, version by version.',
  talk: 'What a unit and the office that follows its work say to each other beside a task.',
  delegations: 'Posts lent for some days (thay mặt).',
  audit: 'Who did what.',
  operations: 'Queue, timers, messages and what was set aside, in the hands of administrators.',
  sandbox: 'The virtual clock of a sandbox.',
  problems: 'Every kind of refusal (RFC 9457).',
};

/** The API's description, made from the routes and from the very schemas that check what comes in. */
export function apiDocument(app: INestApplication): Document {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Đúng Hạn')
    .setDescription('Công việc theo kế hoạch, đúng hạn. · A plan’s duties, on time. A guide: `docs/api/README.md`.')
    .setVersion('1.0.0')
    .addServer('/', 'Wherever this is served; the version is part of each path.')
    .addCookieAuth('dung-han', { type: 'apiKey', in: 'cookie', description: 'The session of a browser.' }, 'session')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'A token of a program (`POST /api/v1/tokens`).' },
      'token',
    );
  for (const [name, description] of Object.entries(tags)) about.addTag(name, description);
  const document = SwaggerModule.createDocument(app, about.build(), {
    standardSchemaConverter: named,
    operationIdFactory: (controller, method) => `${nounOf(controller)}${method[0]?.toUpperCase()}${method.slice(1)}`,
  });
  const { contact: _, ...info } = document.info;
  const license = { name: 'All rights reserved', identifier: 'LicenseRef-proprietary' };
  return finished(withSparse({ ...document, info: { ...info, license } } as unknown as Document));
}

/** `AccountsController` is `accounts`: what is done with what. */
const nounOf = (controller: string): string => {
  const noun = controller.replace(/Controller$/, '');
  return `${noun[0]?.toLowerCase()}${noun.slice(1)}`;
};

export function serveApiDocument(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app) as unknown as OpenAPIObject, {
    jsonDocumentUrl: DOCUMENT,
    customSiteTitle: 'Đúng Hạn · API',
  });
}

/** A schema with a title becomes a component of that name; the others stand where they are used. */
function named(schema: unknown, { schemaType }: { readonly schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, reused: 'inline' });
  const { title } = json;
  if (title === undefined) return { schema: json };
  return { schema: { $ref: `#/components/schemas/${title}` }, components: { [title]: json } };
}
