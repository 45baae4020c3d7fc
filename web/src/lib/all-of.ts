type Page<Row> = { readonly items: readonly Row[]; readonly next: string | null };

/** All rows of a list, page after page: what people choose from, or know by name, has no end after the first page. */
export async function allOf<Row>(
  page: (more: { readonly cursor?: string }) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await page(cursor === undefined ? {} : { cursor });
    rows.push(...items);
    if (next === null) return rows;
    cursor = next;
  }
}
