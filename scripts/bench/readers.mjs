import { asker, theLived, times, within } from './lived.mjs';

/** What opens with a page, and what somebody asks of a day in the past: so long they wait. */
const PAGE = 300;
const PAST = 1_000;
const SEARCH = 250;
const past = 'asOf=2024-08-01';
const sought = (words) => `search?q=${encodeURIComponent(words)}`;

/** What each screen asks, of the same three years, by whom; the round is the newest, with a task of every unit. */
const questions = (round) => [
  ['leadership’s one page', 'monitoring/standing?limit=10', PAGE],
  ['… as of a day two years ago', `monitoring/standing?limit=10&${past}`, PAST],
  ['… as of a day before the last deadlines', 'monitoring/standing?limit=10&asOf=2025-11-01', PAST],
  ['the 200 most urgent behind one of its numbers', 'monitoring/standing/items?quadrant=open-overdue&limit=200', PAGE],
  ['… as of a day two years ago', `monitoring/standing/items?quadrant=open-overdue&limit=200&${past}`, PAST],
  ['trend of three years by quarter', 'monitoring/trend', PAGE],
  ['… a line for each kind of units', 'monitoring/trend?by=unitKind', PAGE],
  ['… as of a day two years ago', `monitoring/trend?${past}`, PAST],
  ['year of the plan as bars', 'monitoring/year?year=2024', PAGE],
  ['… as of a day two years ago', `monitoring/year?year=2024&${past}`, PAST],
  ['ageing: where what runs stands', 'monitoring/ageing', PAGE],
  ['… as of a day two years ago', `monitoring/ageing?${past}`, PAST],
  ['explanations that were asked for', 'monitoring/explanations', PAGE],
  ['desk: the secretariat’s day', 'monitoring/queue', PAGE, 'secretary'],
  ['… as of a day two years ago', `monitoring/queue?${past}`, PAST, 'secretary'],
  ['page of a round: its table, the first 50 units', `monitoring/rounds/${round}`, PAGE, 'secretary'],
  ['… the 200 that its page reads at once', `monitoring/rounds/${round}?limit=200`, PAGE, 'secretary'],
  ['… the last 50 units', `monitoring/rounds/${round}?sort=-unit`, PAGE, 'secretary'],
  ['… its tasks counted by box', `tasks/counts?parent=${round}`, PAGE, 'secretary'],
  ['search by three words without accents', sought('don vi 00012'), SEARCH],
  ['… by one word that everything has', sought('bao'), SEARCH],
  ['… by the code of a unit', sought('u000123'), SEARCH],
  ['… by the name of a unit with its accents', sought('Đơn vị số 000123'), SEARCH],
  ['… by a name that is written wrong', sought('dn vi so 123'), SEARCH],
  ['tasks, a page of the most urgent', 'tasks?limit=50', SEARCH, 'secretary'],
  ['… counted by box', 'tasks/counts', PAGE, 'secretary'],
];

export async function readers(serverUrl, settings) {
  const { url, size, rows } = await theLived(serverUrl, settings);
  const n = settings.isQuick ? 10 : 30;
  const [{ id }] = await rows(`select id from instance where kind = 'occurrence' order by id desc limit 1`);
  const done = [];
  for (const [what, path, most, who = 'leader'] of questions(id)) {
    const ask = asker(url, who);
    done.push(within(`${what}, p95`, await times(n, () => ask(path)), most));
  }
  done[0].row = `of ${size}: ${done[0].row}`;
  return done;
}
