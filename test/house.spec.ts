import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(read('package.json')) as Manifest;

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

test('what the API answers has one name each: two of one name would be described as one', () => {
  const names = sources('src')
    .filter((file) => file.endsWith('.dto.ts'))
    .flatMap((file) => [...read(file).matchAll(/^export class (\w+)|title: '(\w+)'/gm)])
    .map(([, named, titled]) => named ?? titled);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('the rooms', () => {
  const cruise = (cwd: string) => {
    const depcruise = join(root, 'node_modules', '.bin', 'depcruise');
    const { status, stdout } = spawnSync(depcruise, ['--config', '.dependency-cruiser.cjs', 'src', 'web/src'], {
      cwd,
      encoding: 'utf8',
    });
    return { status, stdout };
  };

  test('no import of ours breaks a rule', () => {
    const { status, stdout } = cruise(root);
    expect(stdout.match(/^ *error .*$/gm) ?? []).toEqual([]);
    expect(status).toBe(0);
  });

  /** Rule, file, and the import in it that the rule forbids. */
  const forbidden: readonly (readonly [rule: string, file: string, imported: string])[] = [
    ['room-core', 'src/core/step.ts', '../platform/clock.js'],
    ['room-engine', 'src/engine/wake.ts', '../plans/preview.service.js'],
    ['room-platform', 'src/platform/jobs.ts', '../core/fold.js'],
    ['room-monitoring', 'src/monitoring/rates.reader.ts', '../engine/catalogue.js'],
    ['room-obligations', 'src/obligations/scores/score.rules.ts', '../../plans/activate.service.js'],
    ['obligations-meet-through-mailboxes', 'src/obligations/reports/report.rules.ts', '../scores/rank.js'],
    ['composition-only', 'src/engine/door.ts', '../main.js'],
    ['known-room', 'src/utils/dates.ts', './days.js'],
    ['core-packages', 'src/core/instance.ts', 'typeorm'],
    ['core-node-modules', 'src/core/chain.ts', 'node:fs'],
    ['nest-stays-outside', 'src/obligations/meetings/meeting.rules.ts', '@nestjs/common'],
    ['typeorm-where-tables-are', 'src/plans/import-plan.service.ts', 'typeorm'],
    ['bullmq-behind-its-port', 'src/engine/engine.ts', 'bullmq'],
    ['resolvable', 'src/core/lost.ts', './nowhere.js'],
    ['not-to-spec', 'src/core/effect.ts', './access.spec.js'],
    ['no-circular', 'src/core/egg.ts', './hen.js'],
    ['web-lib', 'web/src/lib/ask.ts', '../ui/button.js'],
    ['web-ui', 'web/src/ui/card.ts', '../features/tasks/task.js'],
    ['web-feature', 'web/src/features/tasks/list.ts', '../reports/report.js'],
    ['web-feature', 'web/src/features/tasks/links.ts', '../../app/router.js'],
    ['web-apart', 'web/src/features/plans/dates.ts', '../../../../src/core/calendar/day.js'],
    ['web-apart', 'web/src/features/forms/read.ts', '../../../../src/core/form/schema.js'],
    ['server-apart', 'src/platform/look.ts', '../../web/src/ui/theme.js'],
  ];

  const allowed: readonly (readonly [what: string, file: string, imported: string])[] = [
    ['obligations read plans through a reader', 'src/obligations/reviews/a.service.ts', '../../plans/plan.reader.js'],
    ['notifications implement the ports of the engine', 'src/notifications/mail.channel.ts', '../engine/ports.js'],
    ['core uses its packages', 'src/core/machine.ts', 'xstate'],
    ['core uses the hash', 'src/core/digest.ts', 'node:crypto'],
    ['a processor hears its queue', 'src/engine/jobs/wake.processor.ts', 'bullmq'],
    ['a store writes its tables', 'src/plans/plan.store.ts', 'typeorm'],
    ['both sides check a form alike', 'web/src/features/forms/check.ts', '../../../../src/core/form/check.js'],
    ['a feature knows the addresses', 'web/src/features/inbox/link.ts', '../../app/paths.js'],
  ];

  /** A house with all these imports at once, and what the tool says to it. */
  let verdict: ReturnType<typeof cruise>;

  beforeAll(() => {
    const house = mkdtempSync(join(tmpdir(), 'dung-han-house-'));
    const put = (name: string, text: string): void => {
      const file = join(house, name);
      mkdirSync(dirname(file), { recursive: true });
      if (text !== '' || !existsSync(file)) writeFileSync(file, text);
    };
    for (const config of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(root, config), join(house, config));
    }
    for (const name of ['typeorm', 'bullmq', '@nestjs/common', 'xstate']) {
      put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      put(`node_modules/${name}/index.js`, '');
    }
    for (const [, file, imported] of [...forbidden, ...allowed]) {
      put(file, `import '${imported}';\n`);
      if (imported.startsWith('.') && !imported.includes('nowhere')) {
        put(join(dirname(file), imported.replace(/\.js$/, '.ts')), '');
      }
    }
    put('src/core/hen.ts', "import './egg.js';\n");
    verdict = cruise(house);
    rmSync(house, { recursive: true, force: true });
  });

  test('a forbidden import fails the run', () => {
    expect(verdict.status).not.toBe(0);
  });

  test.each(forbidden)('%s forbids %s → %s', (rule, file) => {
    expect(verdict.stdout).toContain(`error ${rule}: ${file} → `);
  });

  test.each(allowed)('%s: %s → %s', (_, file) => {
    expect(verdict.stdout).not.toContain(`: ${file} → `);
  });
});

describe('standard output', () => {
  test('belongs to one hand, which sees to it that what was to be written is', () => {
    const writers = sources('src').filter((file) => /process\.stdout\.write|console\.\w+\(/.test(read(file)));
    // `main` says in one line that it serves, and may be heard by nobody.
    expect(writers).toEqual([join('src', 'main.ts')]);
  });
});

describe('the packages', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

  test('every version is pinned exactly', () => {
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test('the lock file records no download address', () => {
    expect(read('package-lock.json')).not.toMatch(
      /"resolved"|https?:\/\/(?!(www\.)?(opencollective|github|tidelift|patreon|paypal|feross|polar))[^"]*\.tgz/,
    );
  });

  test('the lock file names every package of package.json in its version', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> };
    const locked = Object.keys(all).map((name) => [name, packages[`node_modules/${name}`]?.version]);
    expect(Object.fromEntries(locked)).toEqual(all);
  });
});

describe('the compose file', () => {
  const lint = (folder: string) =>
    spawnSync(
      join(root, 'node_modules', '.bin', 'dclint'),
      ['--max-warnings', '0', '--config', join(root, '.dclintrc.json'), folder],
      {
        encoding: 'utf8',
      },
    );

  test('is a compose file, and a tidy one', () => {
    expect(lint(join(root, 'docker-compose.yml'))).toMatchObject({ status: 0 });
  });

  test('a key that compose does not know is found', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dung-han-compose-'));
    const file = join(folder, 'docker-compose.yml');
    writeFileSync(file, read('docker-compose.yml').replace('    healthcheck:', '    heathcheck:'));
    expect(lint(file).status).not.toBe(0);
    rmSync(folder, { recursive: true, force: true });
  });

  test('an image is built by one service, and what is pulled is pinned to its last number', () => {
    const compose = read('docker-compose.yml');
    expect(compose.match(/^ *build:/gm)).toHaveLength(1);
    const named = [...`${compose}\n${read('Dockerfile')}`.matchAll(/^(?: *image:|FROM) (\S+)/gm)].map(
      ([, image]) => image,
    );
    expect(named.length).toBeGreaterThan(5);
    // PostgreSQL counts 18.4, the others 7.4.9.
    const pinned = /^(postgres:\d+\.\d+|[\w/-]+:v?\d+\.\d+\.\d+)(-\w+)*$/;
    expect(named.filter((image = '') => !pinned.test(image))).toEqual([]);
  });

  test('every secret comes from outside, and a missing one stops it with a sentence', () => {
    const secrets = [...read('docker-compose.yml').matchAll(/\$\{(\w*(?:PASSWORD|SECRET|TOKEN|KEY)\w*)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, name, rest] of secrets) expect(rest).toBe(`:?set ${name}`);
  });
});

describe('the tests', () => {
  const manifestOf = (name: string, from = root): { manifest: Manifest; folder: string } | undefined => {
    for (let at = from; ; at = dirname(at)) {
      const folder = join(at, 'node_modules', name);
      if (existsSync(join(folder, 'package.json'))) {
        return { folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest };
      }
      if (at === dirname(at)) return undefined;
    }
  };

  const offersCommonJs = ({ type, main, exports }: Manifest): boolean =>
    type !== 'module' || JSON.stringify(exports ?? {}).includes('"require"') || main?.endsWith('.cjs') === true;

  const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

  /** TypeORM's own command line, and a package of types: dependencies that no code of ours reaches. */
  const neverLoaded = ['yargs', 'temporal-spec'];

  const imported = (): Set<string> => {
    const names = new Set<string>();
    for (const file of [...sources('src'), ...sources('test')]) {
      for (const [, typeOnly, specifier] of read(file).matchAll(
        /^(?:import|export)( type)? [^;]*?['"]([^'".][^'"]*)['"];/gms,
      )) {
        if (specifier === undefined || typeOnly !== undefined) continue;
        const name = packageOf(specifier);
        if (!name.startsWith('node:') && !builtinModules.includes(name)) names.add(name);
      }
    }
    return names;
  };

  test('each package that exists as ES modules only is compiled for Jest', () => {
    const esmOnly = JSON.parse(read('test/support/esm-only.json')) as readonly string[];
    const missing = new Set<string>();
    const seen = new Set<string>();
    const visit = (name: string, from: string): void => {
      const found = manifestOf(name, from);
      if (found === undefined || neverLoaded.includes(name) || seen.has(found.folder)) return;
      seen.add(found.folder);
      if (
        !offersCommonJs(found.manifest) &&
        !esmOnly.includes(name) &&
        !esmOnly.includes(name.split('/', 1).join(''))
      ) {
        missing.add(name);
      }
      for (const next of Object.keys(found.manifest.dependencies ?? {})) visit(next, found.folder);
    };
    for (const name of imported()) visit(name, root);
    expect([...missing]).toEqual([]);
  });
});
