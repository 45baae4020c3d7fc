import { asker, theLived, times, within } from './lived.mjs';

/** What the other screens ask, of the same three years. The past is read from history, row by row, and may take longer. */
const QUESTIONS = [
  ['leadership’s one page', 'monitoring/standing?limit=10', 500],
  ['… as of a day two years ago', 'monitoring/standing?limit=10&asOf=2024-08-01', 1_500],
  ['the 200 most urgent behind one of its numbers', 'monitoring/standing/items?quadrant=open-overdue&limit=200', 500],
  ['trend of three years by quarter', 'monitoring/trend', 500],
  ['… a line for each kind of units', 'monitoring/trend?by=unitKind', 500],
  ['… as of a day two years ago', 'monitoring/trend?asOf=2024-08-01', 1_500],
  ['year of the plan as bars', 'monitoring/year?year=2024', 500],
  ['ageing: where what runs stands', 'monitoring/ageing', 500],
  ['… as of a day two years ago', 'monitoring/ageing?asOf=2024-08-01', 1_500],
  ['the secretariat’s day', 'monitoring/queue', 500, 'secretary'],
  ['search by three words without accents', `search?q=${encodeURIComponent('don vi 00012')}`, 250],
  ['… by one word that everything has', 'search?q=bao', 250],
  ['tasks, a page of the most urgent', 'tasks?limit=50', 250, 'secretary'],
  ['… counted by bucket', 'tasks/counts', 500, 'secretary'],
];

export async function readers(serverUrl, settings) {
  const { url, size, rows } = await theLived(serverUrl, settings);
  const n = settings.isQuick ? 10 : 30;
  const done = [];
  for (const [what, path, most, who = 'leader'] of QUESTIONS) {
    const ask = asker(url, who);
    done.push(within(`${what}, p95`, await times(n, () => ask(path)), most));
  }
  const [{ id }] = await rows(`select id from instance where kind = 'occurrence' order by id desc limit 1`);
  const ask = asker(url, 'secretary');
  done.push(within(`table of a round, its first page, p95`, await times(n, () => ask(`monitoring/rounds/${id}`)), 500));
  done[0].row = `of ${size}: ${done[0].row}`;
  return done;
}
