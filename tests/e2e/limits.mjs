// An edit in a handbook of which one site withholds a third. Only what the edit reaches is read; every site is what a build from
// nothing makes of it; and the lower site holds nothing of what it withholds, whatever was edited: texts, titles, links, records.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder } from './lib.mjs';

const id = (i) => `${i % 3 === 1 ? 'ZQSECRET' : 'D'}-${String(i).padStart(3, '0')}`;
const name = (i) => `procedures/${id(i).toLowerCase()}.md`;
const isSecret = (i) => i % 3 === 1;
const count = 90;
const picture = (words) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>${words}</title></svg>`;
const source = (i) => document(
  { id: id(i), number: `番${String(i).padStart(3, '0')}${isSecret(i) ? 'ZQSECRET' : ''}`, title: `${isSecret(i) ? 'ZQSECRETTITLE' : '題名'}${i}`, kind: ['regulation', 'procedure'][i % 2], controls: `["5.${1 + (i % 2)}"]`, related: `[${id((i + 40) % count)}]`,
    owner: `${isSecret(i) ? 'ZQSECRETOWNER' : '担当'}${i % 7}`, classification: isSecret(i) ? 'restricted' : 'internal' },
  `# 目的 {#purpose}\n\n[[${id((i + 50) % count)}]]と[別の文書](${path.basename(name((i + 60) % count))})による。\n\n# 手順 {#steps}\n\n実施する。${isSecret(i) ? 'ZQSECRETBODYの手順。' : ''}\n`);
const files = {
  'records.yaml': 'records:\n  - {id: R-1, title: ZQSECRETRECORD台帳, retention: 1y, classification: restricted}\n  - {id: R-2, title: 公開台帳, retention: 1y}\n',
  'assets/secret.svg': picture('ZQSECRETIMAGE'), 'assets/open.svg': picture('open'),
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), source(i)])),
};

const lower = (tree) => Object.entries(tree).filter(([file]) => file.startsWith('site/'));
function noLeaks(tree, where) {
  for (const [file, bytes] of lower(tree)) {
    for (const word of ['ZQSECRET', 'zqsecret']) assert.ok(!file.includes(word) && !bytes.includes(word), `${where}: ${file} holds ${word}`);
  }
  assert.ok(Object.entries(tree).some(([file, bytes]) => file.startsWith('site-all/') && bytes.includes('ZQSECRETBODY')), 'the higher site has it');
}

function same(made, anew, where) {
  for (const file of Object.keys({ ...made, ...anew })) assert.ok(made[file] && anew[file]?.equals(made[file]), `${where}: ${file} is not as made from nothing`);
}

// Edits: of which document, what becomes what, and the most documents that are read with their cards.
const edits = [
  [77, '題名77', '改めた題名77', 45],
  [76, 'ZQSECRETTITLE76', 'ZQSECRETTITLE改めた76', 45],
  [76, 'ZQSECRETBODYの手順。', 'ZQSECRETBODYの手順。ZQSECRETNEW語を足した。\n\n![図](../assets/secret.svg)', 20],
  [76, '# 手順 {#steps}', '# ZQSECRETHEADING\n\nZQSECRETBODY。\n\n# 手順 {#steps}', 20],
  [76, 'owner: ZQSECRETOWNER6', 'owner: ZQSECRETOWNERNEW', 20],
  [77, '実施する。', `実施する。[[${id(79)}]]と[説明](${path.basename(name(79))}#purpose)、【ZQSECRETTITLE79】、【ZQSECRETRECORD台帳】、【公開台帳】、[[${id(5)}]]。`, 20],
  [77, '# 手順 {#steps}', `# 準備\n\n[![図](../assets/secret.svg)[[${id(8)}]]](${path.basename(name(79))})\n\n![図](../assets/open.svg)\n\n# 手順 {#steps}`, 20],
  [12, '題名12', '改めた題名12', 45],  // beside D-008 in the lists, which the words of that link name for the higher site alone
  // Nothing but words: no document is read again, whatever the text leads to.
  [77, '【公開台帳】、', '【公開台帳】並びに、', 0],
  [76, 'ZQSECRETBODY。', 'ZQSECRETBODY。ZQSECRETWORDSもある。', 0],
  [76, 'ZQSECRETNEW語を足した。', 'ZQSECRETNEWER語を足した。', 0],
  [78, 'owner: 担当1', 'owner: 担当9', 20],
  [82, 'ZQSECRETTITLE82', '改めた題名77の手順ZQSECRET', 45],
  [77, '![図](../assets/open.svg)\n\n', '', 20],
  [77, `[説明](${path.basename(name(79))}#purpose)、`, '', 20],
];

for (const frozen of [false, true]) {
  const folder = smallHandbook(files);
  const config = path.join(folder, 'handbook.yaml');
  fs.appendFileSync(config, 'sites: [{id: staff, clearance: internal}, {id: all, clearance: restricted}]\n');
  const text = fs.readFileSync(config, 'utf8');
  const next = (file) => {
    const before = fs.readFileSync(file, 'utf8');
    if (before.includes('"1.1"')) return;
    fs.writeFileSync(file, before.replace('version: "1.0"', 'version: "1.1"').replace('revisions:\n', 'revisions:\n  - {version: "1.1", date: 2026-05-01, change: editorial, summary: 改めた}\n'));
  };
  if (frozen) {
    fs.writeFileSync(config, text.replace('2026.1', '2025.1'));
    const released = kitei(['release', '2025.1', '--source', folder, '--effective', '2026-04-01']);
    assert.equal(released.status, 0, released.stderr);
    fs.writeFileSync(config, text);
  }
  const top = temporaryFolder('limits');
  const build = (where, ...more) => {
    const result = kitei(['build', '--source', folder, '--output', path.join(top, where), '--as-of', '2026-06-01', '--only', 'site', '--timings', ...more]);
    assert.equal(result.status, 0, result.stderr);
    const found = result.stderr.match(/^(?:read what the edit reaches|編集の及ぶ範囲の読込み).*? (\d+) (?:files|ファイル)/m);
    const whole = /^(read, parse|読込み・解析)/m.test(result.stderr);
    return { read: whole ? Infinity : found ? Number(found[1]) : 0, tree: readTree(path.join(top, where), (file) => file === '.kitei') };
  };
  build('out');
  fs.appendFileSync(config, '# A build with the edition as the first one kept it.\n');
  build('out');
  for (const [number, from, to, most] of edits) {
    const where = `${frozen ? 'beside an edition' : 'alone'}: ${id(number)}, ${to}`;
    const file = path.join(folder, name(number));
    const before = fs.readFileSync(file, 'utf8');
    assert.ok(before.includes(from), where);
    fs.writeFileSync(file, before.replace(from, to));
    if (frozen) next(file);
    const made = build('out');
    assert.ok(made.read <= most, `${where}: ${made.read} documents are read`);
    noLeaks(made.tree, where);
    same(made.tree, build('anew', '--clean').tree, where);
  }
  // Documents come and go, open ones and secret ones.
  const fresh = (id, classification, body) => document({ id, title: `${id}手順`, kind: 'procedure', controls: '["5.1"]', owner: '担当', related: '[D-005]', classification }, `# 目的\n\n${body}\n`);
  for (const [file, source, most] of [
    ['procedures/new.md', fresh('D-NEW', 'internal', '[[ZQSECRET-076]]と[[D-005]]。'), 60],
    ['procedures/new-secret.md', fresh('ZQSECRET-NEW', 'restricted', 'ZQSECRETBODYと[[D-NEW]]。'), Infinity],
    ['procedures/new-secret.md', fresh('ZQSECRET-NEW', 'restricted', 'ZQSECRETBODYではなく[[D-006]]。'), 20],
    ['procedures/new.md', fresh('D-NEW', 'internal', '[[ZQSECRET-NEW]]と[[D-008]]。'), 20],
    ['procedures/new.md', null, 60],
    ['procedures/new-secret.md', null, Infinity],
  ]) {
    const where = `${frozen ? 'beside an edition' : 'alone'}: ${file} ${source ? 'comes' : 'goes'}`;
    if (source) fs.writeFileSync(path.join(folder, file), source);
    else fs.rmSync(path.join(folder, file));
    const made = build('out');
    assert.ok(made.read <= most, `${where}: ${made.read} documents are read`);
    noLeaks(made.tree, where);
    same(made.tree, build('anew', '--clean').tree, where);
  }
  // What is withheld changes with a classification: in both directions.
  for (const [number, to] of [[79, 'internal'], [80, 'restricted']]) {
    const file = path.join(folder, name(number));
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/classification: .*/, `classification: ${to}`));
    if (frozen) next(file);
    const made = build('out').tree;
    same(made, build('anew', '--clean').tree, `${id(number)} is ${to}`);
    const page = `site/2026.1/${['regulation', 'procedure'][number % 2]}/${id(number)}.html`;
    // Secret in any edition is secret in all of them.
    assert.equal(page in made, to === 'internal' && !frozen, page);
  }
}
console.log(`${edits.length} edits, alone and beside an edition`);
