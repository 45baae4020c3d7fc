/** Something that happens again and again, to be awaited: `await calls.times(3)`. */
export class Happened<Value = void> {
  readonly all: Value[] = [];
  private readonly waiting: { readonly count: number; readonly resolve: (all: readonly Value[]) => void }[] = [];

  say(value: Value): void {
    this.all.push(value);
    for (const { count, resolve } of this.waiting) if (this.all.length >= count) resolve(this.all);
  }

  /** When it has happened so often since the beginning. */
  times(count: number): Promise<readonly Value[]> {
    if (this.all.length >= count) return Promise.resolve(this.all);
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }

  /** The first that fits, of those that were and of those to come. */
  async first(fits: (value: Value) => boolean): Promise<Value> {
    for (let index = 0; ; index += 1) {
      const value = (await this.times(index + 1))[index] as Value;
      if (fits(value)) return value;
    }
  }
}

/** A door that is closed until it is opened. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}
