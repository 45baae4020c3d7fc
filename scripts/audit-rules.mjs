// What an answer of `npm audit --json` says, and whether everything grave in it has been explained. Pure.

const GRAVE = ['high', 'critical'];

/** The advisories of an answer, each once; undefined: the registry has not answered. */
function advisoriesIn(text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (answer?.auditReportVersion !== 2 || typeof answer.vulnerabilities !== 'object') return undefined;
  // A package that only leads to another one names it; the one that is at fault has the advisory.
  const found = Object.values(answer.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((one) => typeof one === 'object' && GRAVE.includes(one.severity))
    .map(({ name, severity, title, url, range }) => ({
      id: url.split('/').at(-1),
      package: name,
      severity,
      title,
      range,
      url,
    }));
  return [...new Map(found.map((one) => [`${one.id} ${one.package}`, one])).values()];
}

/** Why there is no answer, in the registry's own words where it has some. */
function reasonIn(text) {
  try {
    const { message, error } = JSON.parse(text);
    return message ?? error?.summary ?? error?.code ?? 'no report';
  } catch {
    return text.trim() === '' ? 'nothing' : 'no JSON';
  }
}

/**
 * @param {string} text what npm wrote
 * @param {Record<string, { package: string, why: string, until: string }>} explained by the ids of advisories
 * @param {string} today YYYY-MM-DD: an explanation is good to the end of its day
 */
export function judged(text, explained, today) {
  const advisories = advisoriesIn(text);
  if (advisories === undefined) return { kind: 'no-answer', reason: reasonIn(text) };
  const isExplained = (one) => explained[one.id]?.package === one.package && today <= explained[one.id].until;
  return {
    kind: 'answer',
    unexplained: advisories.filter((one) => !isExplained(one)),
    explained: advisories.filter(isExplained),
    needless: Object.keys(explained).filter((id) => !advisories.some((one) => one.id === id)),
  };
}
