import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { NEEDED } from '../platform/open.decorator.js';
import type { Needed } from './access.decorators.js';

export type Route = {
  readonly method: string;
  /** As Nest writes it: /api/v1/instances/:id */
  readonly path: string;
  /** Undefined: the route says nothing, and the application does not start. */
  readonly needs: Needed | undefined;
};
type Part = Type | DynamicModule | { readonly forwardRef: () => Type };

/** Every route of an application, read from the same marks that Nest reads, so that none can be missed. */
export function routesOf(root: Part): readonly Route[] {
  const controllers = new Set<Type>();
  visit(root, new Set(), controllers);
  return [...controllers]
    .flatMap(routesIn)
    .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
}

function visit(part: Part, seen: Set<Part>, controllers: Set<Type>): void {
  if (seen.has(part)) return;
  seen.add(part);
  if ('forwardRef' in part) return visit(part.forwardRef(), seen, controllers);
  const isDynamic = 'module' in part;
  for (const one of listed<Type>('controllers', isDynamic ? part.module : part)) controllers.add(one);
  for (const one of listed<Part>('imports', isDynamic ? part.module : part)) visit(one, seen, controllers);
  if (!isDynamic) return;
  for (const one of part.controllers ?? []) controllers.add(one);
  for (const one of part.imports ?? []) visit(one as Part, seen, controllers);
}

const mark = (name: string, on: object): unknown => Reflect.getMetadata(name, on);
const listed = <One>(name: string, module: Type): readonly One[] => (mark(name, module) ?? []) as readonly One[];

function routesIn(controller: Type): Route[] {
  const above = pathsOf(mark('path', controller));
  const handlers = Object.getOwnPropertyNames(controller.prototype).flatMap((name): object[] => {
    const value: unknown = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value;
    return name !== 'constructor' && typeof value === 'function' && mark('path', value) !== undefined ? [value] : [];
  });
  return handlers.flatMap((handler) =>
    above.flatMap((base) =>
      pathsOf(mark('path', handler)).map((path) => ({
        method: RequestMethod[(mark('method', handler) ?? RequestMethod.GET) as RequestMethod],
        path: `/${[base, path]
          .flatMap((text) => text.split('/'))
          .filter(Boolean)
          .join('/')}`,
        needs: (mark(NEEDED, handler) ?? mark(NEEDED, controller)) as Needed | undefined,
      })),
    ),
  );
}

const pathsOf = (path: unknown): string[] =>
  Array.isArray(path) ? path.map(String) : [typeof path === 'string' ? path : ''];
