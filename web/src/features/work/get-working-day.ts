import { answerOf, api } from '../../lib/api';

export type Counting = { readonly plan: string; readonly from: string; readonly workingDays: number };

/** So many working days after a day, by the calendar of the plan that runs. */
export async function workingDay({ plan, from, workingDays }: Counting): Promise<string> {
  const { active } = await answerOf(api.GET('/api/v1/plans/{plan}', { params: { path: { plan } } }));
  const version = active ?? 1;
  const counted = await answerOf(
    api.GET('/api/v1/plans/{plan}/versions/{version}/working-day', {
      params: { path: { plan, version }, query: { from, workingDays } },
    }),
  );
  return counted.day;
}
