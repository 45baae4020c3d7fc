/** A post held from a day to a day, both ends open where they are null, is held on a day. All three are SQL. */
export const heldOn = (from: string, to: string, day: string): string =>
  `coalesce(${from}, '') <= ${day} and ${day} <= coalesce(${to}, '9999')`;
/** The same of a post `s` as a plan writes it, and of a row `h` of `holding`. */
export const seatHeldOn = (day: string): string => heldOn(`s->>'from'`, `s->>'to'`, day);
export const holdingHeldOn = (day: string): string => heldOn('h.from_day', 'h.to_day', day);

/**
 * The units behind the role words of each plan, as its newest series knows them. That series is found first: a definition is
 * a large text, read anew for each look into it, and every request asks.
 */
export const officesOfPlans = `
  select i.plan, d.body->'actors'->>'secretariat' as secretariat,
    coalesce(d.body->'actors'->>'administrator', d.body->'actors'->>'secretariat') as administrator,
    d.body->'actors'->>'leadership' as leadership, d.body->'actors'->>'member' as member
  from (select distinct on (plan) plan, definition from instance where kind = 'series' order by plan, id desc) i
    join definition d on d.hash = i.definition`;
