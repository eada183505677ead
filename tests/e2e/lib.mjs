// What the end-to-end tests share: running the program, temporary folders, small handbooks, trees of files.
// KITEI names the program, KITEI_ROOT the repository (both set by ctest).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = process.env.KITEI_ROOT;
export const program = process.env.KITEI;
if (!root || !program) throw new Error('KITEI and KITEI_ROOT must be set; run the tests through tests/run');

const made = [];
process.on('exit', () => made.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

export function temporaryFolder(name = 'kitei') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), name + '-'));
  made.push(folder);
  return folder;
}

// Runs kitei; language and clock are fixed unless the caller says otherwise.
export function kitei(args, options = {}) {
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', LC_MESSAGES: '', SOURCE_DATE_EPOCH: '1780272000', ...options.env };
  const result = spawnSync(program, args, { cwd: options.cwd ?? os.tmpdir(), env, input: options.input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  return { status: result.status, signal: result.signal, stdout: result.stdout, stderr: result.stderr };
}

// Writes {path: text or Buffer} under a folder.
export function writeTree(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return folder;
}

// Every file under a folder as {path: Buffer}, paths sorted.
export function readTree(folder, skip = () => false) {
  const out = {};
  const walk = (inside) => {
    for (const entry of fs.readdirSync(path.join(folder, inside), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = inside ? inside + '/' + entry.name : entry.name;
      if (skip(name)) continue;
      if (entry.isDirectory()) walk(name);
      else out[name] = fs.readFileSync(path.join(folder, name));
    }
  };
  walk('');
  return out;
}

export function copyTree(from, to) {
  fs.cpSync(from, to, { recursive: true });
  return to;
}

// Entries of a ZIP file as {name: Buffer}, by `unzip`.
export function unzip(bytes) {
  const folder = temporaryFolder('zip');
  const file = path.join(folder, 'a.zip');
  fs.writeFileSync(file, bytes);
  const result = spawnSync('unzip', ['-q', '-o', file, '-d', path.join(folder, 'x')], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  if (result.status !== 0) throw new Error('unzip: ' + result.stderr);
  return readTree(path.join(folder, 'x'));
}

// A small handbook that is without errors; `files` adds to it or replaces parts of it.
export function smallHandbook(files = {}) {
  return writeTree(temporaryFolder('handbook'), {
    'handbook.yaml': [
      'title: 情報セキュリティ規程集', 'organisation: 株式会社テスト', 'language: ja', 'edition: "2026.1"',
      'default_catalog: test', 'classifications:', '  - {id: public, label: 公開}', '  - {id: internal, label: 社外秘}',
      '  - {id: restricted, label: 関係者外秘}', 'default_classification: internal', ''].join('\n'),
    'catalogs/test.yaml': [
      'id: test', 'title: テスト管理策', 'mention: ["管理策 {id}"]', 'groups:', '  - id: "5"', '    title: 組織', '    controls:',
      '      - {id: "5.1", title: 方針}', '      - {id: "5.2", title: 役割}', ''].join('\n'),
    'policies/kj-01.md': document({ id: 'KJ-01', title: '基本方針', controls: '["5.1"]' }, '# 目的 {#purpose}\n\n守る。\n'),
    'procedures/tj-01.md': document({ id: 'TJ-01', title: '実施手順', controls: '["5.2"]' }, '# 手順 {#steps}\n\n[[KJ-01#purpose]] に従う。\n'),
    ...files,
  });
}

// A document's source: `front` first, then what every approved document has; without additions the body begins on line 12.
export function document(front, body) {
  const usual = { version: '"1.0"', approver: '社長', author: '担当', approved_date: '2026-03-02', effective_date: '2026-04-01' };
  const values = { ...front, ...Object.fromEntries(Object.entries(usual).filter(([key]) => !(key in front))) };
  const lines = Object.entries(values).map(([key, value]) => `${key}: ${value}`);
  return ['---', ...lines, 'revisions:', `  - {version: ${values.version}, date: ${values.effective_date}, summary: 制定}`, '---', body].join('\n');
}

// Builds the sample handbook once for the whole test run (a fixture of ctest) and returns where it is.
export const sampleOutput = process.env.KITEI_SAMPLE;

export function table(cases, run) {
  let failed = 0;
  for (const [name, ...rest] of cases) {
    try {
      run(name, ...rest);
    } catch (error) {
      failed += 1;
      console.error(`FAILED ${name}: ${error.message}`);
    }
  }
  console.log(`${cases.length - failed} of ${cases.length} cases passed`);
  if (failed) process.exit(1);
}
