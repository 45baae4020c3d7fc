import type { ProblemCode } from '../../core/problem.js';

/** As much of OpenAPI 3.1 as is used here. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
};
export type Ref = { readonly $ref: string };
export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema?: Schema;
  readonly style?: string;
  readonly explode?: boolean;
};
export type Media = {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Ref>>;
};
export type Content = Readonly<Record<string, Media>>;
export type Body = { readonly required?: boolean; readonly content: Content };
export type Answer = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Content;
};
export type Operation = {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (Parameter | Ref)[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Answer>>;
  /** The codes of its problems. */
  readonly 'x-problems'?: readonly ProblemCode[];
  /** What it asks of whoever calls it. */
  readonly 'x-needs'?: string;
  readonly [extension: `x-${string}`]: unknown;
};
export type Document = {
  readonly openapi: string;
  readonly info: { readonly version: string; readonly [field: string]: unknown };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly examples?: Readonly<Record<string, unknown>>;
    readonly securitySchemes?: Readonly<Record<string, unknown>>;
  };
  readonly [field: string]: unknown;
};

export const isRef = (part: object): part is Ref => '$ref' in part;
export const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : [type].flat());
/** The schema that one refers to, where it does. */
export const targetOf = ({ $ref }: Schema, schemas: Document['components']['schemas']): Schema | undefined =>
  $ref === undefined ? undefined : schemas[$ref.replace('#/components/schemas/', '')];
