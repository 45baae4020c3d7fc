import { problems, type ProblemCode } from '../../core/problem.js';
import { PROBLEMS_PATH } from '../problem.filter.js';
import { sentenceOf } from '../words.js';

/** docs/api/problems.md: every stable code. Written by `npm run generate`. */
export function problemsPage(): string {
  const codes = (Object.keys(problems) as ProblemCode[]).sort();
  const statuses = [...new Set(Object.values(problems))].sort((a, b) => a - b);
  return [
    '# Problems',
    '',
    'Generated from `src/core/problem.ts` and the locale files by `npm run generate`. Whatever is refused is answered as',
    '`application/problem+json` (RFC 9457). Programs go by `code`, which never changes, and by the status where they do not know the',
    `code; \`title\` and \`detail\` are for people, in the language of \`Accept-Language\`. \`type\` leads to \`${PROBLEMS_PATH}/{code}\`, which`,
    'says the same as this page. What stands in braces below are facts, which are fields of the problem too; what stands in brackets is',
    'said where its facts are known. `requestId` is found again in the server’s log.',
    '',
    ...statuses.flatMap((status) => {
      const here = codes.filter((code) => problems[code] === status);
      return [`- **${status}**: ${here.map((code) => `[${code}](#${code})`).join(', ')}`];
    }),
    '',
    ...codes.flatMap(section),
  ].join('\n');
}

function section(code: ProblemCode): string[] {
  const [vi, en] = [sentenceOf(code, 'vi'), sentenceOf(code, 'en')];
  return [
    `## ${code}`,
    '',
    `${problems[code]} · **${en.title}** · ${vi.title}`,
    '',
    `> ${plain(en.detail)}`,
    '>',
    `> ${plain(vi.detail)}`,
    '',
  ];
}

/** As the locale file has it, without becoming Markdown. */
const plain = (text: string): string => text.replace(/[[\]*_<]/g, '\\$&');
