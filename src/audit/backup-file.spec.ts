import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BackupFile } from './backup-file.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dung-han-backup-file-'));
  file = join(dir, 'one.backup');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = async (said: string, mayReplace = false, meanwhile: () => void = () => undefined): Promise<void> => {
  const made = await BackupFile.open({ file, mayReplace });
  try {
    await pipeline(Readable.from([said]), made.stream());
    meanwhile();
    await made.keep();
  } catch (error) {
    throw await made.drop(error);
  }
};

test('it is there when it is whole, for its owner only, and nothing beside it', async () => {
  await write('whole', false, () => expect(readdirSync(dir)).not.toContain('one.backup'));
  expect([readFileSync(file, 'utf8'), lstatSync(file).mode & 0o777]).toEqual(['whole', 0o600]);
  expect(readdirSync(dir)).toEqual(['one.backup']);
});

test('a file that is there stays, unless it may be replaced', async () => {
  writeFileSync(file, 'another');
  await expect(write('whole')).rejects.toMatchObject({ reason: 'exists', file });
  expect(readFileSync(file, 'utf8')).toBe('another');
  await write('whole', true);
  expect(readFileSync(file, 'utf8')).toBe('whole');
});

test('a file that came meanwhile stays too, and what was made goes', async () => {
  await expect(write('whole', false, () => writeFileSync(file, 'another'))).rejects.toMatchObject({ reason: 'exists' });
  expect(readFileSync(file, 'utf8')).toBe('another');
  expect(readdirSync(dir)).toEqual(['one.backup']);
});

describe('what is no ordinary file is never replaced', () => {
  const others: Readonly<Record<string, () => void>> = {
    'a pipe, as any device': () => expect(spawnSync('mkfifo', [file]).status).toBe(0),
    'a folder': () => mkdirSync(file),
    'a link': () => symlinkSync(join(dir, 'elsewhere'), file),
  };
  test.each(Object.keys(others))('%s', async (what) => {
    others[what]?.();
    const was = lstatSync(file);
    await expect(write('whole', true)).rejects.toMatchObject({ reason: 'no-file', file });
    expect(lstatSync(file)).toMatchObject({ ino: was.ino, mode: was.mode });
    expect(readdirSync(dir)).toEqual(['one.backup']);
  });
});

test('where nothing can be written, the file system says why', async () => {
  file = join(dir, 'nowhere', 'one.backup');
  await expect(write('whole')).rejects.toMatchObject({ reason: 'not-written', what: 'ENOENT' });
  file = join(dir, 'file', 'one.backup');
  writeFileSync(join(dir, 'file'), '');
  await expect(write('whole')).rejects.toMatchObject({ reason: 'not-written', what: 'ENOTDIR' });
});

test('what fails for another reason stays what it is', async () => {
  const made = await BackupFile.open({ file, mayReplace: false });
  const away = new Error('the database went away');
  expect(await made.drop(away)).toBe(away);
  expect(readdirSync(dir)).toEqual([]);
});
