import type { Json } from '../core/canonical.js';
import { may, type Permission } from './access.rules.js';
import type { Principal } from './principal.js';
import type { TrailEntry } from './trail.js';

type Asked = Readonly<Record<string, string | number | readonly string[] | undefined>>;
type Taken = {
  /** What was taken: `matrix`, `plan-files`. */
  readonly subject: string;
  readonly plan?: string | undefined;
  /** The right that it was taken by. */
  readonly by: Permission;
  /** How it was asked for; what was not said is left out. */
  readonly asked: Asked;
};

/** Somebody takes data away as a file: told before the first byte of it leaves. */
export const exportEntry = (me: Principal, { subject, plan, by, asked }: Taken): TrailEntry => ({
  kind: 'exported',
  actor: me.name,
  onBehalfOf: lenderOf(me, by, plan),
  plan,
  subject,
  after: said(asked),
});

/** Whose post it was, where no post of one's own gives the right. */
function lenderOf(me: Principal, right: Permission, plan: string | undefined): string | undefined {
  const held = me.posts.filter((post) => may({ ...me, posts: [post] }, right, plan));
  return held.some(({ onBehalfOf }) => onBehalfOf === undefined) ? undefined : held[0]?.onBehalfOf;
}

const said = (asked: Asked): Json =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
