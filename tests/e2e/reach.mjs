// How far an edit reaches: no page depends on the whole handbook unless it shows it. In a handbook of 150 documents a new title
// changes the pages that show the title, a new sentence those of its document, and nothing else. And only lists grow with the handbook.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder, writeTree } from './lib.mjs';

const kinds = ['regulation', 'procedure', 'procedure', 'procedure', 'handbook'];
const name = (i) => `procedures/d-${String(i).padStart(3, '0')}.md`;
const id = (i) => `D-${String(i).padStart(3, '0')}`;
const documents = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), document(
  { id: id(i), title: `題名${id(i)}`, kind: kinds[i % 5], controls: `["5.${1 + (i % 2)}"]`, related: `[${id((i + 40) % count)}]`, owner: `担当${i % 7}` },
  `# 目的 {#purpose}\n\n[[${id((i + 50) % count)}]]と[別の文書](d-${String((i + 60) % count).padStart(3, '0')}.md)による。\n\n# 手順 {#steps}\n\n実施する。\n`)]));
const folder = smallHandbook(documents(150));
const output = path.join(temporaryFolder('reach'), 'out');
function build() {
  const result = kitei(['build', '--source', folder, '--output', output, '--as-of', '2026-06-01', '--only', 'site', '--timings']);
  assert.equal(result.status, 0, result.stderr);
  // How many documents were read, when it were not all of them.
  const found = result.stderr.match(/^(?:read what the edit reaches|編集の及ぶ範囲の読込み).*? (\d+) (?:files|ファイル)/m);
  read = /^(read, parse|読込み・解析)/m.test(result.stderr) ? Infinity : found ? Number(found[1]) : 0;
  return readTree(output, (file) => file === '.kitei');
}
let read = Infinity;
const edit = (from, to, i = 77) => {
  const file = path.join(folder, name(i));
  const text = fs.readFileSync(file, 'utf8');
  assert.ok(text.includes(from));
  fs.writeFileSync(file, text.replace(from, to));
};
const changed = (a, b) => Object.keys({ ...a, ...b }).filter((file) => !a[file] || !b[file] || !a[file].equals(b[file]));
const shows = (tree, file, text) => tree[file] === undefined || tree[file].includes(text);

// Lists of all files by their bytes: they show no document, but name those that have changed. And the index of the search: a few
// of its files for the new words.
const lists = (file) => file === 'manifest.json' || file.endsWith('/search-index.js');
const words = (file) => file.startsWith('site/search/');
const renewed = (files, tree) => files.filter((file) => words(file) && tree[file]).length;

const before = build();
edit('題名D-077', '新しい題名D-077');
const titled = build();
const rewritten = changed(before, titled).filter((file) => !lists(file));
for (const file of rewritten.filter((file) => !words(file))) assert.ok(shows(before, file, '題名D-077') && shows(titled, file, '新しい題名D-077'), `${file} changes with a title that it does not show`);
assert.ok(read < 40, `${read} documents are read for the title of one: its neighbours, and those that it names or that name it`);
assert.ok(rewritten.includes('site/latest/procedure/D-077.html'), 'its own page is among them');
assert.ok(rewritten.length < 100, `${rewritten.length} files show the title of one document: ${rewritten.join(' ')}`);
assert.ok(renewed(rewritten, titled) < 20, `${renewed(rewritten, titled)} files of the search change with one title`);

edit('実施する。', '実施した。');
const worded = build();
assert.ok(fs.existsSync(path.join(output, '.kitei', 'texts-edited')), 'a sentence takes no full build');
const own = changed(titled, worded).filter((file) => !lists(file));
for (const file of own) assert.ok(words(file) || file.includes('D-077') || file.endsWith('/handbook.json'), `${file} changes with a sentence of D-077`);
const pages = own.filter((file) => file.endsWith('.html'));
assert.deepEqual(pages.map((file) => path.basename(file)), ['D-077.html', 'D-077.html'], 'its page in the draft and in latest/');
assert.ok(renewed(own, worded) < 20, `${renewed(own, worded)} files of the search change with one sentence`);
console.log(`a title is on ${rewritten.length} of ${Object.keys(before).length} files, a sentence on ${own.length}`);

// Clauses, front matter and controls reach those that name the document, and pages that list it.
for (const [from, to, most] of [
  ['# 手順 {#steps}', '# 準備\n\n支度する。\n\n# 手順 {#steps}', 40],
  ['owner: 担当0', 'owner: 担当9', 40],
  ['controls: ["5.2"]', 'controls: ["5.1"]', 40],
  ['実施した。', '実施した。新しい題名D-078第2条による。', 40],
]) {
  const last = readTree(output, (file) => file === '.kitei');
  edit(from, to);
  const now = build();
  assert.ok(read > 0 && read < most, `${read} documents are read for ${to}`);
  const pages = changed(last, now).filter((file) => file.endsWith('.html') && !file.includes('D-077'));
  for (const file of pages) assert.ok(shows(now, file, 'D-077') || shows(last, file, 'D-077') || /\/(coverage|roles|controls\/[^/]+\/index)\.html$/.test(file), `${file} changes with ${to}`);
}
// Where a document stands, what state it is in and what it is part of reach its neighbours as well. The document that is added lies
// beside it, and shows the picture.
const added = path.join(folder, name(77).replace('.md', '-1.md'));
const picture = path.join(folder, 'assets/flow.svg');
const draw = (colour) => { fs.mkdirSync(path.dirname(picture), { recursive: true }); fs.writeFileSync(picture, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="#${colour}"/></svg>`); };
for (const [what, act, least, most] of [
  ['a draft', () => edit('owner: 担当9', 'owner: 担当9\nstatus: draft'), 1, 40],
  ['a retired document', () => edit('status: draft', 'status: retired\nretired_date: 2026-05-01'), 1, 40],
  ['an approved document', () => edit('status: retired\nretired_date: 2026-05-01', 'status: approved'), 1, 40],
  ['a number', () => edit('status: approved', 'status: approved\nnumber: 手順-077'), 1, 60],
  ['a former id', () => edit('number: 手順-077', 'number: 手順-077\naliases: [OLD-77]'), 1, 20],
  ['a moved clause', () => edit('aliases: [OLD-77]', 'aliases: [OLD-77]\nmoved_to: {gone: "D-078#steps"}'), 1, 20],
  ['a numbering', () => edit('aliases: [OLD-77]', 'aliases: [OLD-77]\nnumbering: articles'), 1, 20],
  ['another kind', () => edit('kind: procedure', 'kind: handbook'), 1, 60],
  ['a part of D-003', () => edit('aliases: [OLD-77]', 'aliases: [OLD-77]\npart_of: D-003'), 2, 60],
  ['a sentence of a part', () => edit('実施した。', '実施しました。'), 2, 30],
  ['no part of anything', () => edit('part_of: D-003\n', ''), 2, 60],
  ['a new document', () => fs.writeFileSync(added, document({ id: 'D-077-1', title: '足した文書', kind: 'procedure', controls: '["5.1"]', related: '[D-001]' }, '# 手順\n\n【題名D-002】による。\n')), 1, 40],
  ['its picture', () => { draw('123456'); fs.appendFileSync(added, '\n![流れ](../assets/flow.svg)\n'); }, 1, 20],
  ['another picture', () => draw('654321'), 1, 3],
  ['another place of its file', () => fs.renameSync(added, added.replace('-1.md', '-2.md')), 1, 40],
  ['a removed document', () => fs.rmSync(added.replace('-1.md', '-2.md')), 1, 40],
  ['another id', () => { edit('id: D-077\n', 'id: D-077-7\n'); edit('aliases: [OLD-77]', 'aliases: [D-077]'); }, 1, 40],  // those that name it by its former one still find it
]) {
  const last = readTree(output, (file) => file === '.kitei');
  act();
  const now = build();
  assert.ok(read >= least && read < most, `${read} documents are read for ${what}`);
  const others = changed(last, now).filter((file) => file.endsWith('.html') && !file.includes('D-077') && !shows(now, file, 'D-077') && !shows(last, file, 'D-077') &&
    !/\/(index|glossary|documents|roles|records|soa|coverage|changes|registers|search|OLD-77)\.html$/.test(file));
  assert.ok(others.length <= 4, `${what} changes ${others.join(' ')}: more than the pages whose list of neighbours is cut elsewhere`);
}
// Allowances: of the document itself, beside what it allows, and of others.
const allow = (codes, until = '2026-12') => `<!-- kitei: allow ${codes} until ${until} -->`;
for (const [what, act, least, most] of [
  ['an allowance', () => edit('実施する。', `実施する。\n\n${allow('unknown-document')}\n[[ZZ-99]]による。`, 110), 0, 20],
  ['a sentence beside it', () => edit('実施する。', '実施した。', 110), 0, 1],
  ['a sentence elsewhere', () => edit('実施する。', '実施した。', 111), 0, 1],
  ['an allowance of more', () => edit('allow unknown-document', 'allow unknown-document, broken-link', 110), 0, 1],
  ['a link to nothing', () => edit('[[ZZ-99]]による。', '[[ZZ-99]]による。[無い](none.md)を見る。', 110), 0, 20],
  ['a title', () => edit('title: 題名D-110', 'title: 改めた題名D-110', 110), 1, 40],
  ['no allowance', () => edit(`\n\n${allow('unknown-document, broken-link')}\n[[ZZ-99]]による。[無い](none.md)を見る。`, '', 110), 0, 20],
]) {
  act();
  build();
  assert.ok(read >= least && read < most, `${read} documents are read for ${what}`);
}
assert.equal(kitei(['build', '--source', folder, '--output', output + '-clean', '--as-of', '2026-06-01', '--only', 'site', '--clean']).status, 0);
assert.deepEqual(changed(readTree(output, (file) => file === '.kitei'), readTree(output + '-clean', (file) => file === '.kitei')), [], 'as made from nothing');

// Beside a frozen edition the pages that compare other documents with it stand, and those documents are not read.
const revise = (i, from, to) => {
  const file = path.join(folder, name(i));
  const text = fs.readFileSync(file, 'utf8').replace('version: "1.0"', 'version: "1.1"');
  assert.ok(text.includes(from));
  fs.writeFileSync(file, text.replace(from, to));
};
const leaving = path.join(folder, 'procedures/d-400.md');
fs.writeFileSync(leaving, document({ id: 'D-400', title: '去る文書', kind: 'procedure' }, '# 手順\n\n実施する。\n'));
assert.equal(kitei(['release', '2026.1', '--source', folder, '--effective', '2026-05-01']).status, 0);
fs.writeFileSync(path.join(folder, 'handbook.yaml'), fs.readFileSync(path.join(folder, 'handbook.yaml'), 'utf8').replace(/^edition: .*$/m, 'edition: "2026.2"'));
for (let i = 0; i < 60; ++i) revise(i, '実施する。', '必ず実施する。');
fs.rmSync(leaving);
const redline = (i) => `site/changes/2026.1_2026.2/${id(i)}.html`;
const compared = build();
for (const i of [3, 59, 400]) assert.ok(compared[redline(i)], `${id(i)} is compared`);
for (const [what, act] of [
  ['a document that differs by now', () => revise(100, '実施する。', '毎月実施する。')],
  ['its title', () => revise(100, '題名D-100', '別の題名')],
  ['a document that differed', () => revise(30, '必ず実施する。', '必ず、実施する。')],
  ['a new document', () => fs.writeFileSync(added, document({ id: 'D-300', title: '新しい文書', kind: 'procedure' }, '# 手順\n\n実施する。\n'))],
]) {
  const last = readTree(output, (file) => file === '.kitei');
  act();
  const now = build();
  assert.ok(read < 30, `${read} documents are read for ${what}`);
  const redlines = changed(last, now).filter((file) => file.startsWith('site/changes/') && !file.endsWith('/index.html'));
  assert.ok(redlines.length <= 4, `${what} changes ${redlines.join(' ')}`);
  assert.ok(now[redline(59)] && now[redline(400)]);
}
fs.rmSync(output + '-clean', { recursive: true });
assert.equal(kitei(['build', '--source', folder, '--output', output + '-clean', '--as-of', '2026-06-01', '--only', 'site', '--clean']).status, 0);
assert.deepEqual(changed(readTree(output, (file) => file === '.kitei'), readTree(output + '-clean', (file) => file === '.kitei')), [], 'as made from nothing, beside a frozen edition');
fs.rmSync(path.join(folder, 'editions'), { recursive: true });

// What stands around documents comes, gets other names and goes: then everything is read. Other words reach what shows them.
edit('実施しました。', '印を押す。');
for (const [register, text, most] of [
  ['glossary.yaml', 'terms: [{term: 印, reading: いん, definition: 一}]\n', Infinity],
  ['glossary.yaml', 'terms: [{term: 印, reading: いん, definition: 二}]\n', 2],
  ['glossary.yaml', 'terms: [{term: 印, reading: しるし, definition: 二}]\n', Infinity],
  ['glossary.yaml', null, Infinity],
  ['roles.yaml', 'roles: [{id: a, title: 責任者, holder: 部長}]\n', Infinity],
  ['roles.yaml', 'roles: [{id: a, title: 責任者, holder: 課長}]\n', 0],
  ['soa.yaml', 'controls:\n  "5.1": {applicable: yes, reason: 要}\n', Infinity],
  ['soa.yaml', 'controls:\n  "5.1": {applicable: yes, reason: 法令}\n', 0],
]) {
  const last = readTree(output, (file) => file === '.kitei');
  if (text) fs.writeFileSync(path.join(folder, register), text);
  else fs.rmSync(path.join(folder, register));
  const now = build();
  assert.ok(most === Infinity ? read === most : read <= most, `${read} documents are read for ${register}: ${text}`);
  const pages = changed(last, now).filter((file) => file.endsWith('.html'));
  if (most < Infinity) assert.ok(pages.length > 0 && pages.every((file) => /\/(D-077-7|glossary|roles|soa|5\.1|index|coverage)\.html$/.test(file)), `${register}: ${text} changes ${pages.join(' ')}`);
}

// Half of the documents: a page that both have is as large, but for lists of documents and the search.
fs.rmSync(path.join(folder, 'procedures'), { recursive: true });
writeTree(folder, documents(75));
const fewer = build();
const grown = Object.keys(fewer).filter((file) => worded[file] && !words(file) && worded[file].length > 1.2 * fewer[file].length);
const listPage = /^(manifest\.json|site\/[^/]+\/(handbook\.json|search-index\.js|(documents|changes|coverage|roles|soa)\.html|\w+\/index\.html|controls\/.+\.html))$/;
assert.deepEqual(grown.filter((file) => !listPage.test(file)), [], 'grow with the handbook');
assert.ok(grown.some((file) => file.endsWith('/documents.html')), 'the list of documents grows');
console.log(`${grown.length} lists grow with the handbook`);
