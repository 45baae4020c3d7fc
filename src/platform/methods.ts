const LOOKS = ['GET', 'HEAD', 'OPTIONS'];

/** A request that changes nothing, by what HTTP says of its method. */
export const onlyLooks = ({ method }: { readonly method: string }): boolean => LOOKS.includes(method);
