/** What every refusal looks like (RFC 9457): a stable code with facts, and a sentence in the reader's language. */
export class ProblemDetails {
  /** Leads to a page about this kind of problem. */
  type: string;
  /** In a few words; the same for every problem of this code. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What is wrong this time. */
  detail: string;
  /** The request that met it. */
  instance: string;
  /** What programs go by; it never changes. */
  code: string;
  /** Found again in the server's log. */
  requestId: string;
}

/** One kind of problem. */
export class ProblemKind {
  code: string;
  status: number;
  title: string;
}
export class ProblemKinds {
  problems: ProblemKind[];
}
