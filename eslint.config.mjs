import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const generated = 'web/src/lib/api.gen.ts';
const inLocales = 'Texts stand in web/src/locales, in both languages.';
/** Names of what is shown: the attributes and properties whose words somebody reads. */
const shown = 'label|title|placeholder|description|alt|aria-label|caption|message|lead|verb|empty';
/** How a sentence begins, or a name of two words; a browser's name is its own. What is thrown is read by whoever programs. */
const words = '/^(?!Cốc Cốc$)\\p{Lu}\\p{L}* \\p{L}/u';
/** Letters that English has not: what is said in Vietnamese. */
const vietnamese = '/^(?!Cốc Cốc$).*(?![A-Za-z])\\p{L}/su';
const outsideTime = 'core is true without a computer: the moment comes in as a value.';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', 'test/fixtures/'] },
  // Generated: read, and judged by nobody.
  { files: [generated], languageOptions: { parser: tseslint.parser } },
  {
    files: ['**/*.{ts,tsx,mts}'],
    ignores: [generated],
    extends: [eslint.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    ignores: [generated],
    extends: [reactHooks.configs.flat['recommended-latest']],
    languageOptions: { parserOptions: { project: './web/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `throw redirect(…)` and `throw notFound()` are how a route of the router leads elsewhere.
      '@typescript-eslint/only-throw-error': 'off',
      // Of the React compiler, which is not used here.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    ignores: [generated, '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'JSXText[value=/\\p{L}{2}/u]',
          `JSXAttribute[name.name=/^(${shown})$/] > Literal[value=/\\p{L}{2}/u]`,
          `Property[key.name=/^(${shown})$/] > Literal[value=/^\\p{Lu}\\p{Ll}/u]`,
          `:not(NewExpression) > Literal[value=${words}]`,
          `:not(NewExpression) > TemplateLiteral > TemplateElement[value.raw=${words}]`,
          `Literal[value=${vietnamese}]`,
          `TemplateElement[value.raw=${vietnamese}]`,
        ].map((selector) => ({ selector, message: inLocales })),
      ],
    },
  },
  {
    // A class that Nest injects must be imported as a value: its metadata is emitted from the import.
    files: ['src/**/*.{controller,service,module,store,reader,recorder,processor,guard,entity,filter,dto}.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Modules, and test suites without a body of their own, are classes by decorator.
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'core knows no process.' },
        { name: 'setTimeout', message: outsideTime },
        { name: 'setInterval', message: outsideTime },
        { name: 'performance', message: outsideTime },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: outsideTime },
        { object: 'Math', property: 'random', message: 'core is a function: randomness comes in as a value.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: outsideTime },
        { selector: 'CallExpression[callee.name="Date"]', message: outsideTime },
        { selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: outsideTime },
        { selector: 'AwaitExpression', message: 'core waits for nothing.' },
        { selector: 'ForOfStatement[await=true]', message: 'core waits for nothing.' },
      ],
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'URLSearchParams',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'fetch',
          'AbortController',
          'AbortSignal',
          'performance',
          'structuredClone',
          'TextEncoder',
          'TextDecoder',
          'module',
          'require',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
