/** What became of messages at one channel. */
export type HandedOver<M> = {
  readonly taken: readonly M[];
  readonly refused: readonly { readonly message: M; readonly error: unknown }[];
  /** The channel takes nobody at present: these it was never asked for alone, and nothing is known against them. */
  readonly untried: readonly M[];
};

/** So many refused one after the other, and none taken: is it the messages, or is it the channel? */
const SUSPECT = 8;
/** Then so many others are tried, from all over the rest: one that is taken speaks for the channel. */
const PROBES = 4;

/**
 * In halves, until whoever is guilty stands alone: the others go through together. `ask` hands a group over or throws;
 * `before` comes ahead of every asking, and its failure is nobody's refusal.
 */
export async function handOver<M>(
  messages: readonly M[],
  ask: (group: readonly M[]) => Promise<void>,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<HandedOver<M>> {
  const taken: M[] = [];
  const refused: { message: M; error: unknown }[] = [];
  let inARow = 0;
  const isTaken = async (group: readonly M[]): Promise<boolean> => {
    await before();
    try {
      await ask(group);
    } catch (error) {
      const [only] = group;
      if (only === undefined || group.length > 1) return false;
      refused.push({ message: only, error });
      inARow += 1;
      return false;
    }
    taken.push(...group);
    inARow = 0;
    return true;
  };
  /** Whether the channel is well: it takes one of these. */
  const takesAny = async (probes: readonly M[]): Promise<boolean> => {
    let any = false;
    for (const probe of probes) any = (await isTaken([probe])) || any;
    return any;
  };
  let left: (readonly M[])[] = messages.length > 0 ? [messages] : [];
  for (let group = left.shift(); group; group = left.shift()) {
    const middle = group.length >> 1;
    if (!(await isTaken(group)) && middle > 0) left.unshift(group.slice(0, middle), group.slice(middle));
    if (inARow < SUSPECT) continue;
    const rest = left.flat();
    const probes = new Set(spread(rest, PROBES));
    const isWell = await takesAny([...probes]);
    left = left.map((some) => some.filter((one) => !probes.has(one))).filter((some) => some.length > 0);
    if (!isWell) return { taken, refused, untried: left.flat() };
  }
  return { taken, refused, untried: [] };
}

/** Some of them, evenly from the first to the last. */
const spread = <M>(all: readonly M[], n: number): M[] =>
  all.length <= n ? [...all] : Array.from({ length: n }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / n)] as M);
