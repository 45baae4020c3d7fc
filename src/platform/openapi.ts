import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

/** The API's description, made from the routes and from the very schemas that check what comes in. */
export function describeApi(app: INestApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Đúng Hạn')
    .setDescription('Công việc theo kế hoạch, đúng hạn. · A plan’s duties, on time.')
    .setVersion('1')
    .addCookieAuth('dung-han', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'token')
    .build();
  const document = () => SwaggerModule.createDocument(app, about, { standardSchemaConverter: named });
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Đúng Hạn · API',
  });
}

/** A schema with a title becomes a component of that name; the others stand where they are used. */
function named(schema: unknown, { schemaType }: { readonly schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const json = z.toJSONSchema(schema, { target: 'openapi-3.0', io: schemaType, reused: 'inline' });
  const { title } = json;
  if (title === undefined) return { schema: json };
  return { schema: { $ref: `#/components/schemas/${title}` }, components: { [title]: json } };
}
