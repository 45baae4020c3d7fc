/** Where Chromium is; undefined: there is none. */
export function chromium(): string | undefined;
export function provideChromium(log: (line: string) => void): boolean;
