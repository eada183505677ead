// A string planted in a document above a site's or pack's clearance is in no byte of that site or pack, unzipped to the
// last level; nor are the document's id, number and title, whatever lower documents do to refer to it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder, unzip } from './lib.mjs';

const secret = { id: 'ZQ-SECRET-7', number: 'ZQNUMBER-7', title: 'ZQTITLE機密手順', classification: 'restricted' };
const planted = ['ZQ-SECRET-7', 'ZQNUMBER-7', 'ZQTITLE', 'ZQBODY', 'ZQSUMMARY', 'ZQOWNER', 'ZQVARIABLE', 'ZQALIAS', 'ZQIMAGE', 'ZQRECORD', 'ZQCHAPTER', 'ZQREVISION', 'ZQHEADING', 'ZQNOTE', 'ZQFORM'];
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>ZQIMAGE</title></svg>';

const base = `title: 規程集
organisation: 株式会社テスト
language: ja
edition: "2026.1"
default_catalog: test
variables: { secret_value: ZQVARIABLE, open_value: 公開値 }
classifications:
  - {id: public, label: 公開}
  - {id: internal, label: 社外秘}
  - {id: restricted, label: 関係者外秘}
default_classification: internal
sites:
  - {id: staff, clearance: internal}
  - {id: audit, clearance: restricted}
  - {id: open, clearance: public}
audiences:
  - {id: staff, label: 全従業員, clearance: internal}
  - {id: admins, label: 管理者, clearance: restricted}
packs:
  - {id: staff, audience: staff, title: 従業員向け}
  - {id: admins, audience: admins, title: 管理者向け}
`;
const handbook = smallHandbook({
  'handbook.yaml': base,
  // In force for all.
  'policies/kj-01.md': document({ id: 'KJ-01', title: '基本方針', controls: '["5.1"]', classification: 'public' }, '# 目的 {#purpose}\n\n守る。\n'),
  'assets/ZQIMAGE-plan.svg': svg,
  'assets/open.svg': svg.replace('ZQIMAGE', 'open'),
  'assets/ZQFORM.xlsx': 'ZQFORM bytes',
  'procedures/secret.md': document({ ...secret, controls: '["5.2"]', owner: 'ZQOWNER', aliases: '[ZQALIAS-1]', implements: '[KJ-01]', records: '[ZQRECORD台帳]' },
    '# ZQHEADING {#zqheading controls="5.1"}\n\nZQBODY {{ secret_value }}[^1]\n\n![図](../assets/ZQIMAGE-plan.svg)\n\n[^1]: ZQNOTE\n').replace('summary: 制定', 'summary: ZQREVISION'),
  'procedures/chapter.md': document({ id: 'ZQCHAPTER-1', title: 'ZQCHAPTER', part_of: 'ZQ-SECRET-7', classification: 'internal' }, 'ZQBODY\n'),
  'forms/form.md': document({ id: 'ZQFORM-1', title: 'ZQFORM', classification: 'restricted', file: 'assets/ZQFORM.xlsx' }, ''),
  'procedures/open.md': document({ id: 'TJ-05', title: '公開手順', controls: '["5.2"]', related: '[ZQ-SECRET-7]', implements: '[ZQALIAS-1]', replaces: '[ZQ-SECRET-7]', records: '[ZQRECORD台帳]' },
    '# 手順\n\n[[ZQ-SECRET-7]] と [[ZQ-SECRET-7#zqheading]]、[ZQTITLEの説明](secret.md#zqheading)、【ZQTITLE機密手順】、[[record:ZQRECORD台帳]]、【ZQRECORD台帳】。\n\n| 表 |\n|---|\n| [[ZQALIAS-1]] |\n\n- 一\n  - [[ZQ-SECRET-7@1.0]]\n\n> [!NOTE]\n> [[ZQ-SECRET-7]]\n\n{{ open_value }} ![図](../assets/open.svg)[^n]\n\n[^n]: [[ZQ-SECRET-7]]\n'),
  // Everything that holds text: cells with blocks, captions, notes, sources, definitions, parts, tables of documents.
  'procedures/places.md': document({ id: 'TJ-06', title: '書く場所', controls: '["5.2"]' },
    '# 場所\n\n```table\ncaption: 表 [[ZQ-SECRET-7]]\nheader: [甲, "乙 [[ZQ-SECRET-7]]"]\nrows:\n  - - |\n      - 一 [[ZQ-SECRET-7#zqheading]]\n      - 二\n    - 印※1\nnotes: ["※1 [[ZQ-SECRET-7]]"]\nsource: "[[ZQALIAS-1]]"\n```\n\n用語\n: 説明 [[ZQ-SECRET-7]]\n\n{{ include "parts/where.md" }}\n\n{{ table documents }}\n\n| 甲 |\n|---|\n| 印※1 |\n\n※1 [[ZQ-SECRET-7#zqheading]]\n'),
  'parts/where.md': '取込みの [[ZQ-SECRET-7]]\n',
  'records.yaml': 'records:\n  - {id: D-1, title: ZQRECORD台帳, form: ZQFORM-1, owner: ZQOWNER, retention: 3y, classification: restricted}\n  - {id: D-2, title: 公開台帳, form: ZQFORM-1, retention: 1y, classification: internal}\n',
  'soa.yaml': 'document: {id: SOA-1, title: ZQTITLE適用宣言書, version: "1.0", classification: restricted, approver: 社長}\ncatalog: test\ncontrols:\n  "5.1": {applicable: yes, reason: ZQSUMMARY, status: implemented}\n  "5.2": {applicable: yes, reason: ZQSUMMARY, status: implemented}\n',
});

// Two frozen editions (in the first, the secret document was not yet secret) and the working tree.
const secretFile = path.join(handbook, 'procedures/secret.md');
const now = fs.readFileSync(secretFile, 'utf8');
fs.writeFileSync(secretFile, now.replace('classification: restricted', 'classification: internal'));
const config = path.join(handbook, 'handbook.yaml');
const release = (edition, date) => {
  fs.writeFileSync(config, base.replace('2026.1', edition));
  const result = kitei(['release', edition, '--source', handbook, '--effective', date]);
  assert.equal(result.status, 0, result.stderr);
};
release('2025.1', '2026-04-01');
fs.writeFileSync(secretFile, now.replace('ZQBODY', 'ZQBODY 追記').replaceAll('"1.0"', '"1.1"'));
release('2025.2', '2026-04-02');
fs.writeFileSync(config, base);
fs.writeFileSync(secretFile, now.replace('ZQBODY', 'ZQBODY 追記 再追記').replaceAll('"1.0"', '"1.2"'));

const output = path.join(temporaryFolder(), 'out');
const built = kitei(['build', '--source', handbook, '--output', output]);
assert.equal(built.status, 0, built.stderr);

// All bytes of a file, with archives opened to the last level.
function* layers(name, bytes) {
  yield [name, bytes];
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50) {
    for (const [inner, content] of Object.entries(unzip(bytes))) yield* layers(`${name}!${inner}`, content);
  }
}
const leaks = (folder, words) => {
  const found = [];
  let files = 0;
  for (const [name, bytes] of Object.entries(readTree(folder))) {
    for (const [layer, content] of layers(name, bytes)) {
      files += 1;
      for (const word of words) {
        for (const form of [word, encodeURIComponent(word), [...word].map((c) => (c < '\x80' ? c : '\\u' + c.codePointAt(0).toString(16).padStart(4, '0'))).join('')]) {
          if (layer.includes(form) || content.includes(form)) found.push(`${layer}: ${form}`);
        }
      }
    }
  }
  assert.ok(files > 10, folder + ' is nearly empty');
  return found;
};
function keepsSecrets() {
  assert.deepEqual(leaks(path.join(output, 'site'), planted), []);
  assert.deepEqual(leaks(path.join(output, 'site-open'), planted), []);
  for (const edition of fs.readdirSync(path.join(output, 'packs'))) {
    const folder = temporaryFolder();
    fs.copyFileSync(path.join(output, 'packs', edition, 'staff.zip'), path.join(folder, 'staff.zip'));
    assert.deepEqual(leaks(folder, planted), []);
  }
  // The auditors' site and the administrators' pack do hold them: the strings are found when they are there.
  const audit = leaks(path.join(output, 'site-audit'), planted).join('\n');
  for (const word of planted) assert.ok(audit.includes(word), word + ' is missing from the audit site');
}
keepsSecrets();
const page = fs.readFileSync(path.join(output, 'site/2026.1/procedure/TJ-05.html'), 'utf8');
assert.ok(page.includes('（非公開文書）'), 'the reference does not say that its target is withheld');

const read = [];  // whether everything was
// Nor are they after edits, when only what these reach is made anew: of the secret document, and of an open one that leads to it.
for (const [name, from, to] of [
  ['procedures/secret.md', 'ZQBODY 追記', 'ZQBODY 改めた追記'],
  ['procedures/secret.md', 'owner: ZQOWNER', 'owner: ZQOWNERも'],
  ['procedures/places.md', '# 場所', '# 場所\n\n[[ZQ-SECRET-7]]、[説明](secret.md#zqheading)、【ZQTITLE機密手順】、【ZQRECORD台帳】。'],
  ['procedures/places.md', '# 場所\n', '# 場所\n\n[![図](../assets/ZQIMAGE-plan.svg)](secret.md)\n'],
]) {
  const file = path.join(handbook, name);
  const before = fs.readFileSync(file, 'utf8');
  assert.ok(before.includes(from), name);
  const next = before.includes('version: "1.0"') ? (text) => text.replaceAll('"1.0"', '"1.1"') : (text) => text;
  fs.writeFileSync(file, next(before.replace(from, to)));
  const again = kitei(['build', '--source', handbook, '--output', output, '--timings']);
  assert.equal(again.status, 0, again.stderr);
  read.push(/^(read, parse|読込み・解析)/m.test(again.stderr));
  keepsSecrets();
}
assert.deepEqual(read, [false, false, false, false], 'no build reads more than what the edit reaches');
