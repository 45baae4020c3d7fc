// The rooms (docs/architecture.md): what each may import. One line per room; everything else is forbidden.
const rooms = {
  core: [],
  platform: ['core/problem'],
  engine: ['core', 'platform'],
  people: ['core', 'platform'],
  files: ['core', 'platform', 'people'],
  live: ['core', 'platform', 'people'],
  plans: ['core', 'platform', 'people', 'engine'],
  obligations: ['core', 'platform', 'people', 'files', 'forms', 'engine', 'plans/[^/]+\\.reader'],
  notifications: ['core', 'platform', 'people', 'engine/ports'],
  forms: ['core', 'platform', 'people', 'files', 'live', 'engine'],
  talk: ['core', 'platform', 'people', 'live', 'notifications'],
  work: [
    ...['core', 'platform', 'people', 'engine', 'plans', 'forms'],
    // How a message would read, before it is sent.
    'notifications/(default-templates|message-facts|render)',
  ],
  monitoring: ['core', 'platform', 'people', 'work/[^/]+\\.(reader|rules|dto)', 'work/(work|possible)-view'],
  audit: ['core', 'platform', 'people', 'work/[^/]+\\.(reader|rules|dto)', 'work/work-view'],
  operations: ['core', 'platform', 'people', 'engine'],
  sandbox: ['core', 'platform', 'people', 'engine', 'plans', 'forms'],
};

const corePackages = ['xstate', 'temporal-polyfill', 'rrule-temporal', 'zod', 'yaml'];
const inNodeModules = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const spec = '\\.spec\\.ts$';
const composition = '^src/(main|serve|cli|permissions|contract|app\\.module)\\.ts$';

const mayImport = ([room, others]) => ({
  name: `room-${room}`,
  comment: `src/${room} may import ${['itself', ...others].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [`^src/${room}/`, ...others.map((other) => `^src/${other}(/|\\.ts$)`)],
  },
});

// The web application (docs/architecture.md): app joins features, which know the house below them and never each other.
const web = '^web/src';
const notOf = (...places) => places.map((place) => `${web}/${place}`);
const webRooms = [
  {
    name: 'web-lib',
    comment: 'web/src/lib knows nothing above it.',
    from: { path: `${web}/lib/` },
    to: { path: `${web}/`, pathNot: notOf('lib/', 'locales/') },
  },
  {
    name: 'web-ui',
    comment: 'web/src/ui knows lib, and no feature.',
    from: { path: `${web}/ui/` },
    to: { path: `${web}/`, pathNot: notOf('ui/', 'lib/') },
  },
  {
    name: 'web-feature',
    comment: 'A feature knows ui, lib and the names of the addresses (app/paths); features meet in app/routes.',
    from: { path: `${web}/features/([^/]+)/` },
    to: { path: `${web}/`, pathNot: notOf('features/$1/', 'ui/', 'lib/', 'testing/', 'app/paths\\.ts$') },
  },
  {
    name: 'web-apart',
    comment:
      'The browser shares with the server only what checks a form (src/core/form, not its schema) and what a clause is called; all else goes over HTTP.',
    from: { path: `${web}/` },
    to: { path: '^(src|scripts|test)/', pathNot: '^src/core/(form/(?!schema)|clause-name\\.ts$)' },
  },
  {
    name: 'server-apart',
    comment: 'The server knows nothing of the web application.',
    from: { path: '^src/' },
    to: { path: '^web/' },
  },
];

module.exports = {
  forbidden: [
    ...webRooms.map((rule) => ({ severity: 'error', ...rule })),
    {
      name: 'no-circular',
      comment: 'No cycles, whatever the room.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(rooms).map(mayImport),
    {
      name: 'known-room',
      comment: 'A new folder below src is a new room: name it in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(rooms).join('|')})/` },
      to: {},
    },
    {
      name: 'composition-only',
      comment: 'main, serve, cli and app.module put the rooms together; nobody imports them.',
      severity: 'error',
      from: { path: '^src/', pathNot: composition },
      to: { path: composition },
    },
    {
      name: 'obligations-meet-through-mailboxes',
      comment: 'One kind of duty never imports another.',
      severity: 'error',
      from: { path: '^src/obligations/([^/]+)/' },
      to: { path: '^src/obligations/[^/]+/', pathNot: '^src/obligations/$1/' },
    },
    {
      name: 'core-packages',
      comment: `core may use ${corePackages.join(', ')} and nothing else.`,
      severity: 'error',
      from: { path: '^src/core/', pathNot: spec },
      to: { path: 'node_modules', pathNot: inNodeModules([...corePackages, 'temporal-utils', '@js-temporal']) },
    },
    {
      name: 'core-node-modules',
      comment: "Of Node's own modules core may use the hash of node:crypto.",
      severity: 'error',
      from: { path: '^src/core/', pathNot: spec },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'typeorm-where-tables-are',
      comment:
        'typeorm only in entity, store, reader, recorder, ledger, migrations, modules that register entities, and platform/database.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '\\.(entity|store|reader|recorder|module)\\.ts$',
          '^src/engine/ledger/',
          '^src/platform/(database|migrations/.+)\\.ts$',
          spec,
        ],
      },
      to: { path: inNodeModules(['typeorm', '@nestjs/typeorm']) },
    },
    {
      name: 'bullmq-behind-its-port',
      comment: 'bullmq and ioredis only in engine/jobs, platform/jobs and, to count requests, platform/limits.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/engine/jobs/', '^src/platform/(jobs|limits)\\.ts$'] },
      to: { path: inNodeModules(['bullmq', 'ioredis']) },
    },
    {
      name: 'nest-stays-outside',
      comment: 'No framework in core, rules, fold and ledger.',
      severity: 'error',
      from: { path: '^src/(core/|engine/ledger/|.+\\.rules\\.ts$)' },
      to: { path: inNodeModules(['@nestjs']) },
    },
    {
      name: 'declared-dependencies',
      comment: 'What is imported stands in package.json; what ships imports no development dependency.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-spec',
      comment: 'Nothing imports a test.',
      severity: 'error',
      from: { pathNot: spec },
      to: { path: spec },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
    // As Node goes by `exports`, also where the conditions are nested.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mts', '.mjs', '.js', '.json', '.css'],
    },
  },
};
