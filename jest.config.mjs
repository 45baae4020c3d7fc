import { readFileSync } from 'node:fs';

const esmOnly = JSON.parse(readFileSync(new URL('test/support/esm-only.json', import.meta.url), 'utf8'));

// Tests are CommonJS: @swc/jest compiles ours, and those packages of node_modules that exist as ES modules only.
// What speaks HTTP, the command line or signals starts the built dist, the ES modules that ship, as a child process.
const common = { swcrc: false, sourceMaps: 'inline', module: { type: 'commonjs' } };
const typescript = {
  ...common,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};
const javascript = { ...common, jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } } };

const project = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', typescript], '^.+\\.m?js$': ['@swc/jest', javascript] },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

/**
 * `pure` needs nothing running, neither a server nor a browser: of the web application what is only computed (web/src/lib); `stories` are the plan itself, told in virtual time, and need nothing either; `house` looks
 * at the tree; the others get a PostgreSQL server.
 */
export default {
  rootDir: import.meta.dirname,
  // A limit against hanging, also on a machine that is busy with something else; no test measures time.
  testTimeout: 120_000,
  projects: [
    { ...project, displayName: 'pure', roots: ['<rootDir>/src', '<rootDir>/web/src'], testMatch: ['**/*.spec.ts'] },
    { ...project, displayName: 'stories', roots: ['<rootDir>/test/stories'], testMatch: ['**/*.spec.ts'] },
    { ...project, displayName: 'house', roots: ['<rootDir>/test'], testMatch: ['<rootDir>/test/*.spec.ts'] },
    {
      ...project,
      displayName: 'running',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/*/**/*.spec.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/stories/'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
