/**
 * The one policy: what each role may do, and whose work it sees. Pure. HTTP, files, exports, streams and the command line
 * (where somebody is named) all ask here; which event a person may send to an instance is part of it through `core/access`.
 */
export const roles = [
  'administrator',
  'secretariat',
  'unit-officer',
  'unit-head',
  'appraiser',
  'member',
  'leader',
  'award',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  /** Plans that run, their dates and their findings. */
  'plans.read',
  /** Drafts and files of plans: importing, comparing, linting. */
  'plans.edit',
  'plans.activate',
  'work.read',
  'work.act',
  'inbox.read',
  'units.read',
  'people.read',
  'accounts.manage',
  /** Erasing what is known of somebody, in every plan at once. */
  'people.erase',
  /** One's own tokens. */
  'tokens.own',
  /** Lending a post of one's own, or of a plan that one administers. */
  'posts.lend',
  'clock.move',
  'audit.read',
  /** Queue, timers, messages and what was set aside, and setting it going again. */
  'operations.manage',
] as const;
export type Permission = (typeof permissions)[number];

const everybody: readonly Role[] = roles;
const grants: Readonly<Record<Permission, readonly Role[]>> = {
  'plans.read': everybody,
  'plans.edit': ['administrator'],
  'plans.activate': ['administrator'],
  'work.read': everybody,
  'work.act': roles.filter((role) => role !== 'auditor'),
  'inbox.read': roles.filter((role) => role !== 'auditor'),
  'units.read': everybody,
  'people.read': everybody,
  'accounts.manage': ['administrator'],
  'people.erase': ['administrator'],
  'tokens.own': everybody,
  'posts.lend': everybody,
  'clock.move': ['administrator'],
  'audit.read': ['administrator', 'auditor'],
  'operations.manage': ['administrator'],
};

/** The roles that have a right. */
export const grantees = (permission: Permission): readonly Role[] => grants[permission];

/** What a token may be good for; a token never does more than its owner. */
export const tokenScopes = ['read', 'act', 'plans', 'admin'] as const;
export type TokenScope = (typeof tokenScopes)[number];
/** Null: by no token, because it makes more of what a token is. */
const scopeOf: Readonly<Record<Permission, TokenScope | null>> = {
  'plans.read': 'read',
  'plans.edit': 'plans',
  'plans.activate': 'plans',
  'work.read': 'read',
  'work.act': 'act',
  'inbox.read': 'read',
  'units.read': 'read',
  'people.read': 'read',
  'accounts.manage': 'admin',
  'people.erase': 'admin',
  'tokens.own': null,
  'posts.lend': null,
  'clock.move': 'admin',
  'audit.read': 'admin',
  'operations.manage': 'admin',
};

/** What gives rights to others is done by whoever holds the post, never by a deputy. */
const inPerson: readonly Permission[] = ['accounts.manage', 'people.erase', 'posts.lend'];
/** What reaches into every plan is done by a post in every plan. */
const everywhere: readonly Permission[] = ['people.erase'];

/** Every plan, and every unit of a plan. */
export const ANY = '*';
/** A post held today. `onBehalfOf`: whose it is, where the right came by delegation. */
export type Post = {
  readonly plan: string;
  readonly unit: string;
  readonly seat: string;
  /** The groups that an appraiser appraises. */
  readonly groups: readonly string[];
  /** The obligations in whose rounds tasks of these groups stand. */
  readonly rounds?: readonly { readonly plan: string; readonly obligation: string }[];
  readonly onBehalfOf?: string;
  /** Every unit in which the lender has a post: a deputy has the lender's conflicts of interest. */
  readonly lenderUnits?: readonly string[];
};
/** The units behind the role words of each plan that runs. */
export type Offices = Readonly<
  Record<
    string,
    {
      readonly secretariat: string;
      readonly administrator: string;
      readonly leadership?: string | null;
      readonly member?: string | null;
    }
  >
>;
export type Holder = {
  readonly posts: readonly Post[];
  readonly offices: Offices;
  /** Undefined: not by a token. */
  readonly scopes?: readonly TokenScope[] | undefined;
};

/**
 * Where a seat is held that looks after the whole plan: in every unit (*), or where the plan has it, as its lifecycles ask
 * for it; an auditor, for whom no plan has a word, in any of its offices. Undefined: in any unit, for that unit alone.
 */
export function placesOf(seat: string, office: Offices[string] | undefined): readonly string[] | undefined {
  const { secretariat, administrator, leadership, member = leadership } = office ?? {};
  const places: Readonly<Record<string, readonly (string | null | undefined)[]>> = {
    administrator: [administrator],
    leader: [leadership],
    member: [member ?? leadership],
    auditor: [secretariat, administrator, leadership, member],
  };
  if (!Object.hasOwn(places, seat)) return undefined;
  return [...new Set((places[seat] ?? []).filter((unit) => typeof unit === 'string'))];
}

type Placed = Pick<Post, 'plan' | 'unit' | 'seat'>;
/** Elsewhere such a seat comes to nothing: nobody sees a whole plan by a post in one of its communes. */
export const isPlaced = ({ plan, unit, seat }: Placed, offices: Offices): boolean =>
  unit === ANY || (placesOf(seat, offices[plan])?.includes(unit) ?? true);

/** Where somebody of this domain may give such a seat, to be told who gives it elsewhere. */
export const placesFor = (domain: Domain, { plan, seat }: Placed, offices: Offices): string[] => [
  ...(placesOf(seat, offices[plan]) ?? []),
  ...(domain === 'all' ? [ANY] : []),
];

/** The roles that a post comes to. */
export function rolesOf(post: Placed, offices: Offices): readonly Role[] {
  const { plan, unit, seat } = post;
  if (!isPlaced(post, offices)) return [];
  switch (seat) {
    case 'officer':
    case 'head':
      return offices[plan]?.secretariat === unit ? ['secretariat', `unit-${seat}`] : [`unit-${seat}`];
    case 'administrator':
    case 'leader':
    case 'member':
    case 'appraiser':
    case 'award':
    case 'auditor':
      return [seat];
    default:
      return [];
  }
}

/** May this person do it: in that plan, or, where none is named, in any. */
export function may({ posts, offices, scopes }: Holder, permission: Permission, plan?: string): boolean {
  const scope = scopeOf[permission];
  if (scopes && (scope === null || !scopes.includes(scope))) return false;
  const where = everywhere.includes(permission) ? ANY : plan;
  return posts.some(
    (post) =>
      (post.onBehalfOf === undefined || !inPerson.includes(permission)) &&
      (where === undefined || post.plan === where || post.plan === ANY) &&
      rolesOf(post, offices).some((role) => grants[permission].includes(role)),
  );
}

/** Whoever can change who may do what signs in with more than a password. */
export const needsTotp = ({ posts, offices }: Holder): boolean =>
  posts.some((post) => rolesOf(post, offices).includes('administrator'));

/** The plans whose accounts and posts somebody looks after. */
export type Domain = 'all' | readonly string[];
export function domainOf(holder: Holder): Domain {
  const plans = holder.posts.map(({ plan }) => plan).filter((plan) => may(holder, 'accounts.manage', plan));
  return plans.includes(ANY) ? 'all' : [...new Set(plans)];
}
/** As a query is asked with a domain; null: all of them. */
export const plansOf = (domain: Domain): string[] | null => (domain === 'all' ? null : [...domain]);
/** Nobody gives what reaches further than their own domain. */
export const mayGive = (domain: Domain, { plan, unit }: Pick<Post, 'plan' | 'unit'>): boolean =>
  domain === 'all' || (plan !== ANY && unit !== ANY && domain.includes(plan));
/** Whoever has a password or an address of an account has its rights: all its plans must be in the domain. */
export const mayManage = (domain: Domain, plans: readonly string[]): boolean =>
  domain === 'all' || plans.every((plan) => domain.includes(plan));

/** The posts that give a right, each in a plan that runs: a post in every plan is one in each of them. */
export function postsWith({ posts, offices }: Pick<Holder, 'posts' | 'offices'>, permission: Permission): Post[] {
  return posts
    .flatMap((post) => (post.plan === ANY ? Object.keys(offices).map((plan) => ({ ...post, plan })) : [post]))
    .filter((post) => rolesOf(post, offices).some((role) => grants[permission].includes(role)));
}

/** The plans in which somebody may do it; undefined: in every one. */
export function plansWhere(holder: Holder, permission: Permission): readonly string[] | undefined {
  const plans = holder.posts.filter((post) => may({ ...holder, posts: [post] }, permission)).map(({ plan }) => plan);
  return plans.includes(ANY) ? undefined : [...new Set(plans)];
}

/** Those who look after the whole plan; all others see the work of their own units. */
const overseers: readonly Role[] = ['administrator', 'secretariat', 'leader', 'member', 'auditor'];
/** Those who see all restricted dossiers of a plan: who decides on them, and who keeps them. */
const entrusted: readonly Role[] = ['secretariat', 'leader', 'award'];
/** Those who do the work of a unit, and so see its dossiers. */
const ofTheUnit: readonly Role[] = ['unit-officer', 'unit-head'];

/** Whose rows somebody sees. `all`: an operator at the machine. */
export type Scope =
  | 'all'
  | {
      /** Whole plans, without their restricted dossiers. */
      readonly plans: readonly string[];
      /** Plans all of whose restricted dossiers are seen. */
      readonly dossiers: readonly string[];
      /** Single units; `dossiers`: with the restricted ones. */
      readonly units: readonly { readonly plan: string; readonly unit: string; readonly dossiers: boolean }[];
      /** Groups of tasks that are appraised, with their dossiers, and the obligations of the rounds in which they stand. */
      readonly groups: readonly { readonly plan: string; readonly group: string }[];
    };

export function scopeFor(holder: Pick<Holder, 'posts' | 'offices'>): Scope {
  const posts = postsWith(holder, 'work.read').map((post) => ({ ...post, roles: rolesOf(post, holder.offices) }));
  const plansWith = (some: readonly Role[]): string[] => [
    ...new Set(posts.filter(({ roles }) => roles.some((role) => some.includes(role))).map(({ plan }) => plan)),
  ];
  const groups = posts
    .filter(({ roles }) => roles.includes('appraiser'))
    .flatMap(({ plan, groups: names, rounds = [] }) =>
      [...names, ...rounds.flatMap((round) => (round.plan === plan ? [round.obligation] : []))].map((group) => ({
        plan,
        group,
      })),
    );
  const units = new Map<string, { plan: string; unit: string; dossiers: boolean }>();
  for (const { plan, unit, roles } of posts) {
    const place = `${plan}/${unit}`;
    const dossiers = roles.some((role) => ofTheUnit.includes(role));
    units.set(place, { plan, unit, dossiers: dossiers || units.get(place)?.dossiers === true });
  }
  return { plans: plansWith(overseers), dossiers: plansWith(entrusted), units: [...units.values()], groups };
}

/** Those who speak for a unit beside its work: who does it, and where leadership is such a unit, who decides there. */
const speaking: readonly Role[] = ['secretariat', 'unit-officer', 'unit-head', 'leader', 'member'];
/** Those who read what a unit and the office that follows its work say to each other, wherever they see the work. */
const overhearing: readonly Role[] = ['secretariat', 'leader'];

/** In whose name somebody speaks beside work, and the plans whose talk they read without a say in it. */
export type Hearing = {
  readonly voices: readonly { readonly plan: string; readonly unit: string; readonly onBehalfOf?: string }[];
  readonly plans: readonly string[];
};

export function hearingOf(holder: Pick<Holder, 'posts' | 'offices'>): Hearing {
  const posts = postsWith(holder, 'work.act');
  const withRole = (some: readonly Role[]): Post[] =>
    posts.filter((post) => rolesOf(post, holder.offices).some((role) => some.includes(role)));
  // What is somebody's own comes before what was lent to them.
  const voices = withRole(speaking).sort(
    (a, b) => Number(a.onBehalfOf !== undefined) - Number(b.onBehalfOf !== undefined),
  );
  return {
    voices: voices.map(({ plan, unit, onBehalfOf }) => ({
      plan,
      unit,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    })),
    plans: [...new Set(withRole(overhearing).map(({ plan }) => plan))],
  };
}

/** Whose people and names somebody knows: those of their own units, and of plans that they oversee. */
export const knowsUnit = (scope: Scope, { plan, unit }: { readonly plan: string; readonly unit: string }): boolean =>
  scope === 'all' || scope.plans.includes(plan) || scope.units.some((one) => one.plan === plan && one.unit === unit);

/** What decides who sees a row; `unit` is left out where it may be any. */
export type Owned = {
  readonly plan: string;
  readonly obligation: string;
  readonly unit?: string | undefined;
  readonly parentUnit: string | null;
  readonly owner: string | null;
  readonly restricted: boolean;
};

/** Is a row in the scope? The same in SQL: `visible`. */
export function sees(scope: Scope, { plan, obligation, unit, parentUnit, owner, restricted }: Owned): boolean {
  if (scope === 'all' || (restricted ? scope.dossiers : scope.plans).includes(plan)) return true;
  const whose = restricted ? [unit, owner] : [unit, owner, parentUnit];
  return (
    scope.units.some((one) => one.plan === plan && whose.includes(one.unit) && (one.dossiers || !restricted)) ||
    scope.groups.some((one) => one.plan === plan && one.group === obligation)
  );
}
