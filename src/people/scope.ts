/** The units whose work somebody may see. A parameter of every list, so that rows are left out in the query. */
export type UnitScope = 'all' | readonly string[];
