// After an edit the Word files are made that show it, and the binder; all others stay. Packs whose documents they are follow.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder } from './lib.mjs';

const count = 30, usual = 5;
const name = (i) => `procedures/d-${String(i).padStart(2, '0')}.md`;
const id = (i) => `D-${String(i).padStart(2, '0')}`;
// D-03, D-04 and D-05 name D-07; D-08 is for others. Beside them there are KJ-01 and TJ-01, for everybody, and a book.
const body = (i) => `# 目的 {#purpose}\n\n実施する${id(i)}。${i >= 3 && i <= 5 ? '[別の文書](d-07.md)による。' : ''}\n\n${i === 9 ? '![図](../assets/flow.svg)\n' : ''}`;
const files = Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), document(
  { id: id(i), title: `題名${id(i)}`, kind: 'procedure', controls: `["5.${1 + (i % 2)}"]`, audience: i === 8 ? '[others]' : '[staff]' }, body(i))]));
const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="${colour}"/></svg>\n`;
const settings = (...lines) => ['title: 規程集', 'language: ja', 'edition: "2026.1"', 'default_catalog: test', ...lines, ''].join('\n');
const audiences = 'audiences: [{id: staff, label: 従業員, clearance: internal}, {id: others, label: 他, clearance: internal}]';
const classifications = 'classifications: [{id: internal, label: 社外秘}]\ndefault_classification: internal';
// A book of two files, whose articles are numbered as one; a list of all documents, a part that another text includes.
const book = {
  'regulations/k-1.md': document({ id: 'K-1', title: '規程', kind: 'regulation', audience: '[staff]' }, '# 総則\n\n## 目的 {#aim}\n\n定める。\n\n## 責任 {#duty}\n\n前条による。\n'),
  'regulations/k-2.md': ['---', 'id: K-2', 'title: 規程の続き', 'kind: regulation', 'part_of: K-1', '---', '# 雑則\n\n## 補則 {#more}\n\n第1条と前条による。[[D-06]]を見る。\n'].join('\n'),
  'procedures/list.md': document({ id: 'L-1', title: '一覧', kind: 'procedure', audience: '[others]' }, '# 一覧 {#list}\n\n{{ table documents kind=procedure }}\n\n{{ include "parts/common.md" }}\n\n【台帳】に記す。多要素認証を用いる。\n'),
  'parts/common.md': '窓口は{{ days }}日である。\n',
  'records.yaml': 'records:\n  - {id: R-1, title: 台帳, owner: 管理者, retention: 3y}\n',
  'glossary.yaml': 'terms:\n  - {term: 多要素認証, reading: たようそにんしょう, definition: 二つ以上で確かめること。}\n',
};
const folder = smallHandbook({
  ...files,
  ...book,
  'assets/flow.svg': picture('#123456'),
  'handbook.yaml': settings(audiences, classifications, 'variables: {days: 30, hours: 8}', 'packs: [{id: staff, audience: staff, title: 配布}, {id: others, audience: others, title: 別}]'),
});
const output = path.join(temporaryFolder('word-edits'), 'out');
const edition = '2026.1';

let way;  // how the last build read the sources
function build(...more) {
  const { status, stderr } = kitei(['build', '--source', folder, '--output', output, '--as-of', '2026-06-01', '--timings', ...more]);
  assert.equal(status, 0, stderr);
  way = /^(read, parse|読込み・解析)/m.test(stderr) ? 'full' : 'partial';
  const stage = (label) => Number(stderr.match(new RegExp(`^${label}.*? (\\d+) (?:files|ファイル)`, 'm'))?.[1] ?? 0);
  return { word: stage('(?:Word files|.*の Word ファイル)'), packs: stage('(?:packs|配布パック)') };
}
const edit = (file, from, to) => {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  assert.ok(text.includes(from), `${file} has ${from}`);
  fs.writeFileSync(path.join(folder, file), text.replace(from, to));
};
const all = () => readTree(output, (file) => file === '.kitei');
const differ = (a, b) => Object.keys({ ...a, ...b }).filter((file) => !a[file] || !b[file] || !a[file].equals(b[file]));
const word = (...ids) => ids.map((each) => `site/docx/${edition}/${each}.docx`);
const pack = (each) => `packs/${edition}/${each}.zip`;

assert.deepEqual(build(), { word: count + usual + 1, packs: 2 });
for (const [what, make, made, packs, read = 'full'] of [
  ['nothing', () => {}, [], []],
  ['a paragraph', () => edit(name(7), '実施する', '実施した'), ['D-07'], ['staff'], 'partial'],
  ['a paragraph of what others receive', () => edit(name(8), '実施する', '実施した'), ['D-08'], ['others'], 'partial'],
  ['a variable that a part shows', () => edit('handbook.yaml', 'days: 30', 'days: 31'), ['L-1'], ['others']],
  ['a title that others show', () => edit(name(7), 'title: 題名', 'title: 新しい題名'), ['D-03', 'D-04', 'D-05', 'D-07', 'L-1'], ['others', 'staff']],
  ['an author', () => edit(name(1), 'author: ', 'author: 別の'), ['D-01'], ['staff'], 'partial'],
  ['an article of a book', () => edit('regulations/k-1.md', '## 責任', '## 体制 {#who}\n\n置く。\n\n## 責任'), ['K-1', 'K-2'], ['staff']],
  ['a picture', () => fs.writeFileSync(path.join(folder, 'assets/flow.svg'), picture('#654321')), ['D-09'], ['staff']],
  ['a variable that nobody shows', () => edit('handbook.yaml', 'hours: 8', 'hours: 9'), [], []],
  ['the title of a pack', () => edit('handbook.yaml', 'title: 配布', 'title: 新しい配布'), [], ['staff']],
  ['the title of a control', () => edit('catalogs/test.yaml', 'title: 役割', 'title: 新しい役割'), Array.from({ length: count / 2 }, (_, i) => id(2 * i + 1)).concat('TJ-01'), ['others', 'staff']],
]) {
  const before = all();
  make();
  const built = build();
  const after = all();
  const binder = made.length > 0 ? ['handbook'] : [];
  assert.deepEqual(differ(before, after).filter((file) => file.endsWith('.docx')).sort(), word(...made, ...binder).sort(), `${what}: Word files that differ`);
  assert.equal(built.word, made.length + binder.length, `${what}: Word files that are made`);
  assert.deepEqual(differ(before, after).filter((file) => file.startsWith('packs/')).sort(), packs.map(pack).sort(), `${what}: packs that differ`);
  assert.equal(built.packs, packs.length, `${what}: packs that are made`);
  if (read === 'partial') assert.equal(way, 'partial', `${what}: read are the documents that it reaches, of the others nothing but their texts`);
  build('--clean');
  assert.deepEqual(differ(after, all()), [], `${what}: as made from nothing`);
}

// One that is gone or damaged is made again, and it alone.
const before = all();
fs.rmSync(path.join(output, word('D-02')[0]));
fs.writeFileSync(path.join(output, word('D-03')[0]), 'damaged');
assert.equal(build().word, 2);
assert.deepEqual(differ(before, all()), []);
console.log('Word files follow what they show');
