/** A list that was asked for without `fields`: each of its rows is whole. The contract cannot say so of a question. */
export const whole = <Row>({
  items,
  next,
}: {
  readonly items: readonly Partial<Row>[];
  readonly next: string | null;
}) => ({
  items: items as readonly Row[],
  next,
});
