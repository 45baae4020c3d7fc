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
  /** One's own tokens. */
  'tokens.own',
  /** Lending a post of one's own, or of a plan that one administers. */
  'posts.lend',
  'clock.move',
  'audit.read',
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
  'tokens.own': everybody,
  'posts.lend': everybody,
  'clock.move': ['administrator'],
  'audit.read': ['administrator', 'auditor'],
};

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
  'tokens.own': null,
  'posts.lend': null,
  'clock.move': 'admin',
  'audit.read': 'admin',
};

/** What gives rights to others is done by whoever holds the post, never by a deputy. */
const inPerson: readonly Permission[] = ['accounts.manage', 'posts.lend'];

/** Every plan, and every unit of a plan. */
export const ANY = '*';
/** A post held today. `onBehalfOf`: whose it is, where the right came by delegation. */
export type Post = {
  readonly plan: string;
  readonly unit: string;
  readonly seat: string;
  /** The groups that an appraiser appraises. */
  readonly groups: readonly string[];
  readonly onBehalfOf?: string;
};
/** The units behind the role words of each plan that runs. */
export type Offices = Readonly<Record<string, { readonly secretariat: string; readonly administrator: string }>>;
export type Holder = {
  readonly posts: readonly Post[];
  readonly offices: Offices;
  /** Undefined: not by a token. */
  readonly scopes?: readonly TokenScope[] | undefined;
};

/** The roles that a post comes to. */
export function rolesOf({ plan, unit, seat }: Post, offices: Offices): readonly Role[] {
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
  return posts.some(
    (post) =>
      (post.onBehalfOf === undefined || !inPerson.includes(permission)) &&
      (plan === undefined || post.plan === plan || post.plan === ANY) &&
      rolesOf(post, offices).some((role) => grants[permission].includes(role)),
  );
}

/** The plans whose accounts and posts somebody looks after. */
export type Domain = 'all' | readonly string[];
export function domainOf(holder: Holder): Domain {
  const plans = holder.posts.map(({ plan }) => plan).filter((plan) => may(holder, 'accounts.manage', plan));
  return plans.includes(ANY) ? 'all' : [...new Set(plans)];
}
/** Nobody gives what reaches further than their own domain. */
export const mayGive = (domain: Domain, { plan, unit }: Pick<Post, 'plan' | 'unit'>): boolean =>
  domain === 'all' || (plan !== ANY && unit !== ANY && domain.includes(plan));
/** Whoever has a password or an address of an account has its rights: all its plans must be in the domain. */
export const mayManage = (domain: Domain, plans: readonly string[]): boolean =>
  domain === 'all' || plans.every((plan) => domain.includes(plan));

/** Those who look after the whole plan; all others see the work of their own units. */
const overseers: readonly Role[] = ['administrator', 'secretariat', 'leader', 'member', 'auditor'];

/** Whose rows somebody sees: of whole plans, and of single units. `all`: an operator at the machine. */
export type Scope =
  | 'all'
  | {
      readonly plans: readonly string[];
      readonly units: readonly { readonly plan: string; readonly unit: string }[];
    };

export function scopeFor({ posts, offices }: Pick<Holder, 'posts' | 'offices'>): Scope {
  const oversees = (post: Post): boolean => rolesOf(post, offices).some((role) => overseers.includes(role));
  const whole = posts.filter(oversees).map(({ plan }) => plan);
  if (whole.includes(ANY)) return 'all';
  const plans = [...new Set(whole)];
  const units = posts.filter(({ plan }) => !plans.includes(plan)).map(({ plan, unit }) => ({ plan, unit }));
  return { plans, units: [...new Map(units.map((one) => [`${one.plan}/${one.unit}`, one])).values()] };
}
