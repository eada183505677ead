// After an edit the Word files are made that show it, and the binder; all others stay. Packs whose documents they are follow.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder } from './lib.mjs';

const count = 30, usual = 2;
const name = (i) => `procedures/d-${String(i).padStart(2, '0')}.md`;
const id = (i) => `D-${String(i).padStart(2, '0')}`;
// D-03, D-04 and D-05 name D-07; D-08 is for others. Beside them there are KJ-01 and TJ-01, for everybody.
const body = (i) => `# 目的 {#purpose}\n\n実施する${id(i)}。${i >= 3 && i <= 5 ? '[別の文書](d-07.md)による。' : ''}\n\n${i === 9 ? '![図](../assets/flow.svg)\n' : ''}`;
const files = Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), document(
  { id: id(i), title: `題名${id(i)}`, kind: 'procedure', controls: `["5.${1 + (i % 2)}"]`, audience: i === 8 ? '[others]' : '[staff]' }, body(i))]));
const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="${colour}"/></svg>\n`;
const settings = (...lines) => ['title: 規程集', 'language: ja', 'edition: "2026.1"', 'default_catalog: test', ...lines, ''].join('\n');
const audiences = 'audiences: [{id: staff, label: 従業員, clearance: internal}, {id: others, label: 他, clearance: internal}]';
const classifications = 'classifications: [{id: internal, label: 社外秘}]\ndefault_classification: internal';
const folder = smallHandbook({
  ...files,
  'assets/flow.svg': picture('#123456'),
  'handbook.yaml': settings(audiences, classifications, 'variables: {days: 30}', 'packs: [{id: staff, audience: staff, title: 配布}, {id: others, audience: others, title: 別}]'),
});
const output = path.join(temporaryFolder('word-edits'), 'out');
const edition = '2026.1';

function build(...more) {
  const { status, stderr } = kitei(['build', '--source', folder, '--output', output, '--as-of', '2026-06-01', '--timings', ...more]);
  assert.equal(status, 0, stderr);
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
for (const [what, make, made, packs] of [
  ['nothing', () => {}, [], []],
  ['a paragraph', () => edit(name(7), '実施する', '実施した'), ['D-07'], ['staff']],
  ['a paragraph of what others receive', () => edit(name(8), '実施する', '実施した'), ['D-08'], ['others']],
  ['a title that three show', () => edit(name(7), 'title: 題名', 'title: 新しい題名'), ['D-03', 'D-04', 'D-05', 'D-07'], ['staff']],
  ['an author', () => edit(name(1), 'author: ', 'author: 別の'), ['D-01'], ['staff']],
  ['a picture', () => fs.writeFileSync(path.join(folder, 'assets/flow.svg'), picture('#654321')), ['D-09'], ['staff']],
  ['a variable that nobody shows', () => edit('handbook.yaml', 'days: 30', 'days: 31'), [], []],
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
}

// One that is gone or damaged is made again, and it alone.
const before = all();
fs.rmSync(path.join(output, word('D-02')[0]));
fs.writeFileSync(path.join(output, word('D-03')[0]), 'damaged');
assert.equal(build().word, 2);
assert.deepEqual(differ(before, all()), []);
build('--clean');
assert.deepEqual(differ(before, all()), [], 'as made from nothing');
console.log('Word files follow what they show');
