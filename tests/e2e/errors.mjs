// Each broken handbook gives an error with its place and code, exit status 1, and writes nothing.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, table, temporaryFolder } from './lib.mjs';

const body = '# 目的\n\n本文。\n';
const good = (front = {}, text = body) => document({ id: 'TJ-02', title: '追加', ...front }, text);
const raw = (...lines) => lines.join('\n') + '\n';

// name, files added to the small handbook, `path:line:column` and code that must be reported
const cases = [
  ['missing id', { 'procedures/x.md': raw('---', 'title: 題名', '---', body) }, 'procedures/x.md:2:1', 'id-missing'],
  ['no front matter in a kind folder', { 'procedures/x.md': body }, 'procedures/x.md:1:1', 'id-missing'],
  ['duplicate id', { 'procedures/x.md': good({ id: 'TJ-01' }) }, 'procedures/x.md:2:5', 'id-duplicate'],
  ['duplicate id by case', { 'procedures/x.md': good({ id: 'tj-01' }) }, 'procedures/x.md:2:5', 'id-duplicate'],
  ['invalid id', { 'procedures/x.md': good({ id: 'TJ 02' }) }, 'procedures/x.md:2:5', 'id-invalid'],
  ['reserved id', { 'procedures/x.md': good({ id: 'CON' }) }, 'procedures/x.md:2:5', 'id-invalid'],
  ['unknown control', { 'procedures/x.md': good({ controls: '["5.1", "5.9"]' }) }, 'procedures/x.md:4:19', 'unknown-control'],
  ['unknown control of a heading', { 'procedures/x.md': good({}, '# 目的 {#a controls="9.9"}\n') }, 'procedures/x.md:12:6', 'unknown-control'],
  ['unknown document', { 'procedures/x.md': good({}, '# 目的\n\nこれは [[TJ-99]] による。\n') }, 'procedures/x.md:14:5', 'unknown-document'],
  ['unknown document in front matter', { 'procedures/x.md': good({ related: '[TJ-98]' }) }, 'procedures/x.md:4:11', 'unknown-document'],
  ['broken relative link', { 'procedures/x.md': good({}, '参照: [表](no/such.md)\n') }, 'procedures/x.md:12:5', 'broken-link'],
  ['broken link on a continuation line', { 'procedures/x.md': good({}, '一行目\n- 項目\n  続き [表](no.md)\n') }, 'procedures/x.md:14:6', 'broken-link'],
  ['broken anchor', { 'procedures/x.md': good({}, '[[TJ-01#nowhere]]\n') }, 'procedures/x.md:12:1', 'broken-anchor'],
  ['broken image', { 'procedures/x.md': good({}, '![図](fig.png)\n') }, 'procedures/x.md:12:1', 'broken-image'],
  ['unclosed quote', { 'procedures/x.md': raw('---', 'id: X-1', 'title: "閉じない', 'version: 1.0', '---', body) }, 'procedures/x.md:3:8', 'front-matter-invalid'],
  ['tab', { 'procedures/x.md': raw('---', 'id: X-1', 'approval:', '\tref: a', '---', body) }, 'procedures/x.md:4:1', 'front-matter-invalid'],
  ['duplicate keys', { 'procedures/x.md': raw('---', 'id: X-1', 'title: 一', 'title: 二', '---', body) }, 'procedures/x.md:4:1', 'front-matter-invalid'],
  ['list as front matter', { 'procedures/x.md': raw('---', '- id: X-1', '---', body) }, 'procedures/x.md:2:1', 'front-matter-invalid'],
  ['front matter without an end', { 'procedures/x.md': raw('---', 'id: X-1', 'title: 題', body) }, 'procedures/x.md:1:1', 'front-matter-invalid'],
  ['invalid UTF-8', { 'procedures/x.md': Buffer.concat([Buffer.from(good()), Buffer.from([0x82, 0xa0])]) }, 'procedures/x.md:15:1', 'source-unreadable'],
  ['unknown variable', { 'procedures/x.md': good({}, '値は {{ no_such }} です\n') }, 'procedures/x.md:12:4', 'unresolved-variable'],
  ['placeholder', { 'procedures/x.md': good({}, '担当は〇〇とする。\n') }, 'procedures/x.md:12:4', 'placeholder'],
  ['broken handbook.yaml', { 'handbook.yaml': 'title: [\n' }, 'handbook.yaml:', 'handbook-invalid'],
  ['unknown clearance', { 'handbook.yaml': 'title: 規程\nlanguage: ja\nedition: "1"\nsites:\n  - {id: staff, clearance: intern}\n' }, 'handbook.yaml:5:28', 'handbook-invalid'],
  ['duplicate control', { 'catalogs/two.yaml': 'id: two\ntitle: 二\ngroups:\n  - id: a\n    title: A\n    controls:\n      - {id: "1", title: x}\n      - {id: "１", title: y}\n' }, 'catalogs/two.yaml:8:', 'catalog-invalid'],
  ['100 nested quotes too many', { 'procedures/x.md': good({}, '>'.repeat(5000) + ' 深い\n') }, 'procedures/x.md:12:1', 'source-too-complex'],
];

table(cases, (name, files, place, code) => {
  const handbook = smallHandbook(files);
  const output = path.join(temporaryFolder(), 'out');
  const result = kitei(['build', '--source', handbook, '--output', output]);
  assert.equal(result.signal, null);
  assert.equal(result.status, 1, 'status; stderr:\n' + result.stderr);
  const found = result.stderr.split('\n').filter((line) => line.includes(`[${code}]`));
  assert.ok(found.some((line) => line.includes('/' + place) || line.startsWith(place)), `${place} [${code}] not in:\n${result.stderr}`);
  assert.equal(fs.existsSync(output), false, 'output was written');
  assert.equal(result.stdout, '');
});

// One run reports everything, in both languages, and a finished output stays as it is.
const handbook = smallHandbook();
const output = path.join(temporaryFolder(), 'out');
assert.equal(kitei(['build', '--source', handbook, '--output', output]).status, 0);
const before = readTree(output);
fs.writeFileSync(path.join(handbook, 'procedures/x.md'), good({ id: 'TJ-01', controls: '["9.1", "9.2"]' }, '[[A-1]] [[A-2]] [x](y.md)\n'));
fs.writeFileSync(path.join(handbook, 'procedures/y.md'), good({ id: 'TJ-03', controls: '["9.1", "9.2"]' }, '[[A-1]] [[A-2]] [x](y2.md)\n'));
const english = kitei(['build', '--source', handbook, '--output', output]);
assert.equal(english.status, 1);
for (const code of ['id-duplicate', 'unknown-control', 'unknown-document', 'broken-link']) assert.match(english.stderr, new RegExp(`: error: .*\\[${code}\\]`));
assert.equal(english.stderr.split('[unknown-control]').length - 1, 2);
const japanese = kitei(['build', '--source', handbook, '--output', output], { env: { LANG: 'ja_JP.UTF-8' } });
assert.match(japanese.stderr, /エラー: 文書「A-1」はありません \[unknown-document\]/);
assert.deepEqual(Object.keys(readTree(output)), Object.keys(before));
for (const [file, bytes] of Object.entries(readTree(output))) assert.ok(bytes.equals(before[file]), file + ' changed');
