const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Cốc Cốc', /coc_coc_browser/],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;
const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

type Device = {
  readonly browser?: string | undefined;
  readonly system?: string | undefined;
  readonly isPhone: boolean;
};

/** What a browser says of itself, as people would; nothing where it says nothing that is known. The first that fits counts. */
export const deviceIn = (agent: string): Device => ({
  browser: browsers.find(([, words]) => words.test(agent))?.[0],
  system: systems.find(([, words]) => words.test(agent))?.[0],
  isPhone: /Mobile|Android|iPhone/.test(agent),
});
