/** What the guides show, by the names of the pictures. */
export const views: readonly { readonly name: string }[];
