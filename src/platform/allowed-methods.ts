import type { Request } from 'express';

type Layer = {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
};

/** The methods that the address of a request takes; none where nothing is there at all. */
export function allowedMethods({ app, path }: Request): readonly string[] {
  const { stack } = (app as unknown as { readonly router: { readonly stack: readonly Layer[] } }).router;
  const methods = stack.flatMap((layer) =>
    layer.route && matches(layer, path) ? Object.keys(layer.route.methods) : [],
  );
  const named = methods.filter((method) => method !== '_all').map((method) => method.toUpperCase());
  return [...new Set(named.includes('GET') ? [...named, 'HEAD'] : named)].sort();
}

/** An address that cannot be read matches nothing. */
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
