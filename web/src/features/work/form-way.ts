/**
 * How one comes to the form that an event carries. Undefined: there is none that one has to fill in. While the forms are `asked`
 * for, and where they could not be fetched (`unknown`), the event cannot be sent.
 */
export type FormWay = (() => void) | 'asked' | 'unknown' | undefined;
