// A course of edits over one handbook: where it lies, what the program is called with, a snapshot to go back to, and builds.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { copyTree, kitei, program, readTree, root, temporaryFolder, writeTree } from '../lib.mjs';
import { handbook } from './handbook.mjs';

// With editions or without, one site or several, Word files and packs or not: what a build may leave out differs in each.
const oneSite = handbook['handbook.yaml'].replace(/sites: .*\n/, '');
export const kinds = [
  ['one site', { config: oneSite, editions: [], only: 'site,exports' }],
  ['several sites, one edition', { config: handbook['handbook.yaml'], editions: ['2025.1'], only: 'site,exports' }],
  ['one site, two editions', { config: oneSite, editions: ['2025.1', '2025.2'], only: 'site' }],
  ['everything', { config: handbook['handbook.yaml'], editions: [], only: 'site,docx,packs,exports' }],
  ['several sites', { config: handbook['handbook.yaml'], editions: [], only: 'site' }],
  ['one site, two editions, few changes since', { config: oneSite, editions: ['2025.1', '2025.2'], only: 'site', changed: 3 }],
  ['one site, allowances', { config: oneSite, editions: [], only: 'site', allowances: true }],
  ['one site, two editions, allowances and what they are for', { config: `${oneSite}checks: {allowance-unused: warning, allowance-ended: warning}\n`, editions: ['2025.1', '2025.2'], only: 'site', changed: 3, allowances: true }],
  ['everything, three editions', { config: handbook['handbook.yaml'], editions: ['2025.1', '2025.2', '2025.3'], only: 'site,docx,packs,exports' }],
];

// The source of a document with a version above all that it had, and its row in the history.
export function nextVersion(text) {
  const minor = Math.max(0, ...[...text.matchAll(/version: "1\.(\d+)"/g)].map((found) => Number(found[1]))) + 1;
  return text.replace(/^version: .*/m, `version: "1.${minor}"`)
    .replace('revisions:\n', `revisions:\n  - {version: "1.${minor}", date: 2026-05-${String(Math.min(28, minor)).padStart(2, '0')}, change: editorial, summary: 改めた。}\n`);
}

// Documents that show how others are called, and have no variables or parts.
export const unrevised = ['policies/kj-01.md', 'procedures/tj-02.md', 'regulations/kt-01.md'];

// Findings that are allowed for a time: a document that is not there yet, a text without a new version, a register's roles, what is over.
const allow = (codes, until = '2026-12') => `kitei: allow ${codes} until ${until}`;
function allowSome(course) {
  const change = (name, make) => fs.writeFileSync(path.join(course.folder, name), make(fs.readFileSync(path.join(course.folder, name), 'utf8')));
  change('records.yaml', (text) => `# ${allow('unknown-role, unknown-record')}\n${text}`);
  change('catalogs/c.yaml', (text) => text.replace('      - {id: "8.3"', `      # ${allow('control-uncovered')}\n      - {id: "8.3"`));
  change('policies/kj-01.md', (text) => text.replace('\n---\n', `\n# ${allow('review-overdue', '2026-03')}\n---\n`));
  change('procedures/tj-02.md', (text) => text.replace('\n---\n', `\n---\n<!-- ${allow('revision-missing, cadence-conflict')} -->\n\n改めたが版は上げない。\n\n`));
  change('procedures/tj-04.md', (text) => `${text}\n<!-- ${allow('unknown-document, odd-character')} -->\n[[NEW-1]]と[[NEW-2]]による。\n`);
}

// What an author does who has edited a released text: it gets the next version, where it still has that of the newest edition.
export function revise(course) {
  const editions = path.join(course.folder, 'editions');
  const newest = fs.existsSync(editions) ? fs.readdirSync(editions).sort().at(-1) : undefined;
  if (!newest) return;
  const version = (text) => text.match(/^version: .*/m)?.[0];
  for (const name of course.documents()) {
    const released = path.join(editions, newest, name);
    if (!fs.existsSync(released)) continue;
    const [before, now] = [released, path.join(course.folder, name)].map((file) => fs.readFileSync(file, 'utf8'));
    if (before !== now && version(before) === version(now) && !now.includes('allow revision-missing')) fs.writeFileSync(path.join(course.folder, name), nextVersion(now));
  }
}

// `untouched` are the documents that stay as they are in the newest edition; all others are on their way to a next version.
export function begin([, { config, editions, only, changed = 1, allowances = false }], untouched = []) {
  const top = temporaryFolder('incremental');
  const course = {
    top, folder: path.join(top, 'content'), share: path.join(top, 'share'), output: path.join(top, 'out'),
    aside: path.join(top, 'aside'), backup: path.join(top, 'backup'), foreign: path.join(top, 'foreign', '.kitei'),
    options: { day: '2026-06-01', language: 'C.UTF-8', jobs: '2', only },
    documents: () => Object.keys(readTree(course.folder, (name) => name === 'editions')).filter((name) => /^(policies|regulations|procedures|handbook|forms)\/.*\.md$/.test(name) && !name.includes('/.')),
  };
  writeTree(course.folder, { ...handbook, 'handbook.yaml': config });
  for (const edition of editions) {
    const isLast = edition === editions.at(-1);
    fs.writeFileSync(path.join(course.folder, 'handbook.yaml'), config.replace('"2026.1"', `"${edition}"`));
    const released = kitei(['release', edition, '--source', course.folder, '--effective', '2026-04-01']);
    if (released.status !== 0) throw new Error(released.stderr);
    // What is released must not change under its version: the next versions begin here, some with other texts.
    course.documents().forEach((name, i) => {
      if (i % changed !== 0 || (isLast && untouched.includes(name))) return;
      const file = path.join(course.folder, name);
      fs.writeFileSync(file, nextVersion(fs.readFileSync(file, 'utf8')) + (i % 3 === 0 ? `\n${edition}の後に足した文。\n` : ''));
    });
  }
  fs.writeFileSync(path.join(course.folder, 'handbook.yaml'), config);
  if (allowances) allowSome(course);
  for (const part of ['templates', 'themes']) copyTree(path.join(root, part), path.join(course.share, part));
  // What is remembered of another handbook, to be put in the place of our own.
  const other = writeTree(path.join(top, 'other'), { ...handbook, 'policies/kj-01.md': handbook['policies/kj-01.md'].replace('守る', '護る') });
  kitei(['build', '--source', other, '--output', path.dirname(course.foreign), '--only', 'site,exports', '--as-of', '2026-06-01']);
  return course;
}

// Runs a build; gives {status, signal, said: everything but paths, counts, times and what is said of the record}, stderr, and whether
// it was quick (it wrote something without reading more than the edited sources) or partial (without reading all sources).
export function build(course, output, ...more) {
  const { day, language, jobs, only } = course.options;
  const args = ['build', '--source', course.folder, '--output', output, '--as-of', day, '--only', only, '--jobs', jobs, '--timings', ...more];
  const env = { ...process.env, LANG: language, LC_ALL: '', LC_MESSAGES: '', SOURCE_DATE_EPOCH: '1780272000', KITEI_SHARE: course.share };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const pieces = [];
    child.stderr.on('data', (piece) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (status, signal) => {
      const stderr = Buffer.concat(pieces).toString();
      const said = stderr.split('\n').filter((line) => !line.startsWith(output + ':') && !line.startsWith('kitei: ') && !/\d ms .* MB/.test(line)).join('\n');
      const wrote = /: [\d,]+ (files|ファイル)/.test(stderr) && !/ 0 written|書込み 0/.test(stderr);
      const good = status === 0 && wrote;
      const templates = /^(templates|ひな型)/m.test(stderr), everything = /^(read, parse|読込み・解析)/m.test(stderr);
      resolve({ status, signal, stderr, said, quick: good && !templates, partial: good && templates && !everything });
    });
  });
}

// The output without what kitei remembers and without what is not its own.
export const tree = (folder) => (fs.existsSync(folder) ? readTree(folder, (name) => name === '.kitei' || name === 'mine.txt') : {});

// Everything that an edit may have changed, and the way back to it.
export const snapshot = (course) => ({ files: readTree(course.folder), options: { ...course.options } });
export function restore(course, { files, options }) {
  Object.assign(course.options, options, { only: course.options.only });
  const now = readTree(course.folder);
  for (const name of Object.keys(now)) if (!(name in files)) fs.rmSync(path.join(course.folder, name));
  for (const [name, bytes] of Object.entries(files)) if (!now[name]?.equals(bytes)) writeTree(course.folder, { [name]: bytes });
}
