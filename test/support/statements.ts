/** Counts what a client asks of PostgreSQL, from the bytes of its line: simple queries and executions of prepared ones. */
export class Statements {
  /** A line begins with a start packet, which has no letter before its length. */
  private readonly rest = new WeakMap<object, { bytes: Buffer; begun: boolean }>();
  private seen = 0;

  /** How many since it was last asked. */
  taken(): number {
    const { seen } = this;
    this.seen = 0;
    return seen;
  }

  said(line: object, bytes: Buffer): void {
    const state = this.rest.get(line) ?? { bytes: Buffer.alloc(0), begun: false };
    let left = Buffer.concat([state.bytes, bytes]);
    for (;;) {
      const at = state.begun ? 1 : 0;
      if (left.length < at + 4) break;
      const end = at + left.readUInt32BE(at);
      if (left.length < end) break;
      if (state.begun && 'QE'.includes(String.fromCharCode(left[0] ?? 0))) this.seen += 1;
      state.begun = true;
      left = left.subarray(end);
    }
    this.rest.set(line, { bytes: left, begun: state.begun });
  }
}
