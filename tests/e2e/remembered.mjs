// What lies in .kitei/ and cannot be used is ignored: a note says so, once, in the language of messages, and the output is that of a
// build from nothing.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder } from './lib.mjs';

const text = (words) => document({ id: 'D-01', title: '第一手順', kind: 'procedure', related: '[D-02]' }, `# 手順\n\n${words}\n`);
const other = document({ id: 'D-02', title: '第二手順', kind: 'procedure' }, '# 手順\n\n行う。\n');
const folder = smallHandbook({ 'procedures/d-01.md': text('行う。'), 'procedures/d-02.md': other });
const output = path.join(temporaryFolder('remembered'), 'out');
const kept = path.join(output, '.kitei');
const build = (to, more = [], from = folder, language = 'ja') => {
  const result = kitei(['build', '--source', from, '--output', to, '--only', 'site', '--as-of', '2026-06-01', ...more], { env: { LANG: language === 'ja' ? 'ja_JP.UTF-8' : 'en_US.UTF-8' } });
  assert.equal(result.status, 0, result.stderr);
  return { notes: result.stderr.split('\n').filter((line) => line.startsWith('kitei: ')), written: Number(result.stderr.match(/書込み (\d+)|(\d+) written/)?.slice(1).find(Boolean)) };
};
const differing = (a, b) => Object.keys({ ...a, ...b }).filter((file) => !a[file] || !b[file] || !a[file].equals(b[file]));
const site = (of) => readTree(of, (file) => file === '.kitei');
const flip = (file, at) => {
  const bytes = fs.readFileSync(file);
  bytes[Math.min(bytes.length - 1, Math.floor(bytes.length * at))] ^= 1;
  fs.writeFileSync(file, bytes);
};
const named = (name) => path.join(kept, fs.readdirSync(kept).find((file) => file.startsWith(name)));
let edits = 0;
const edit = () => fs.writeFileSync(path.join(folder, 'procedures/d-01.md'), text(`行う${++edits}。`).replace('第一手順', `第一手順${edits}`));

build(output);
edit();
assert.deepEqual(build(output).notes, [], 'nothing to say of a record that is used');
assert.ok(fs.existsSync(named('texts-edited')), 'an edit takes no full build');

for (const [what, hurt, edited] of [
  ['record', () => flip(named('record-'), 0.5), false],
  ['record cut', () => fs.truncateSync(named('record-'), 50), false],
  ['report', () => fs.appendFileSync(named('report-'), 'x'), false],
  ['texts, the beginning', () => flip(path.join(kept, 'texts'), 0), true],
  ['texts, the middle', () => flip(path.join(kept, 'texts'), 0.4), true],
  ['texts, the end', () => flip(path.join(kept, 'texts'), 1), true],
  ['texts cut', () => fs.truncateSync(path.join(kept, 'texts'), 10), true],
  ['edited texts', () => { edit(); build(output); flip(named('texts-edited'), 0.5); }, true],
]) {
  hurt();
  if (edited) edit();
  const { notes } = build(output);
  assert.equal(notes.length, 1, `${what}: ${notes}`);
  assert.match(notes[0], /壊れている/, what);
  assert.deepEqual(build(output), { notes: [], written: 0 }, what);
}

// Of another handbook, of another place, of another version of the program.
const foreign = temporaryFolder('remembered-foreign');
build(path.join(foreign, 'out'), [], smallHandbook({ 'procedures/d-01.md': other }));
const moved = path.join(foreign, 'moved');
fs.cpSync(output, moved, { recursive: true, preserveTimestamps: true });
fs.rmSync(kept, { recursive: true });
fs.cpSync(path.join(foreign, 'out', '.kitei'), kept, { recursive: true });
for (const [what, to, language] of [['another handbook', output, 'ja'], ['another place', moved, 'en']]) {
  const { notes } = build(to, [], folder, language);
  assert.equal(notes.length, 1, `${what}: ${notes}`);
  assert.match(notes[0], language === 'ja' ? /別の版の kitei か別の場所/ : /another version of kitei, or of another place/);
  assert.deepEqual(build(to, [], folder, language), { notes: [], written: 0 }, what);
}
for (const file of fs.readdirSync(kept).filter((name) => /^re(cord|port)-/.test(name))) {
  flip(path.join(kept, file), 0);
  fs.renameSync(path.join(kept, file), path.join(kept, file.replace(/^(re\w+)-\w{8}/, '$1-00000000')));
}
assert.equal(build(output).notes.length, 1, 'another version');
assert.equal(fs.readdirSync(kept).filter((file) => /-00000000-/.test(file)).length, 0, 'its record is gone');

// Nothing is said of other parts and languages of the same handbook, or where nobody wants what was left.
for (const more of [['--only', 'exports'], ['--jobs', '1'], ['--clean']]) assert.deepEqual(build(output, more).notes, [], more.join(' '));
assert.deepEqual(build(output, [], folder, 'en').notes, [], 'another language');

const fresh = path.join(foreign, 'fresh');
build(fresh, ['--only', 'exports']);
build(output, ['--only', 'exports']);
assert.deepEqual(differing(site(output), site(fresh)), [], 'as made from nothing');
console.log(`${edits} edits`);
