import type { Instance, PossibleEvent } from './get-instance';

/** As much of whoever looks as matters here. */
export type Viewer = {
  readonly name: string;
  readonly posts: readonly { readonly plan: string; readonly unit: string; readonly seat: string }[];
};

const any = (held: string, wanted: string): boolean => held === '*' || held === wanted;

/** Whether one of somebody's posts may send it. The server decides; this only chooses what is offered. */
export const isMine = ({ name, posts }: Viewer, plan: string, { by }: PossibleEvent): boolean =>
  by.some(
    ({ unit, seat, people }) =>
      people.includes(name) || posts.some((post) => any(post.plan, plan) && any(post.unit, unit) && post.seat === seat),
  );

/** It leads on: nobody has to give a reason for it, and nothing is written down for somebody else. */
const isUsual = ({ reason, onBehalf }: PossibleEvent): boolean => reason !== 'required' && !onBehalf;

export type Offered = {
  /** The most usual of what one can do; where nothing is usual, none. */
  readonly main: PossibleEvent | undefined;
  readonly others: readonly PossibleEvent[];
  /** What leads on, and is for somebody else to do. */
  readonly awaited: readonly PossibleEvent[];
};

/** What somebody can do with an instance, and what they wait for. */
export function offered({ plan, possible }: Pick<Instance, 'plan' | 'possible'>, viewer: Viewer): Offered {
  const mine = possible.filter((event) => isMine(viewer, plan, event));
  const main = mine.find(isUsual);
  return {
    main,
    others: mine.filter((event) => event !== main),
    awaited: possible.filter(
      (event) => event.leadsOn && isUsual(event) && event.by.length > 0 && !isMine(viewer, plan, event),
    ),
  };
}
