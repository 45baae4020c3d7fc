import { tinyFiles } from '../http/api.js';

/** The tiny plan once more, under another name and with other people, whose names begin with its own. */
export const twinPlan = (edit: (text: string) => string = (text) => text): Record<string, string> =>
  Object.fromEntries(
    [...tinyFiles()].map(([file, text]) => [
      file.replace('plans/tiny/', 'plans/twin/'),
      edit(text)
        .replace('plan: tiny', 'plan: twin')
        .replace(/^ {2}- id: (?=[a-z]+$)/gm, '  - id: twin-'),
    ]),
  );
