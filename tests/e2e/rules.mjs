// Every code of model/rules.cpp has an example, every example gives its code and no other, and content/README.md lists all
// of them with their usual severity and a piece of the example.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, root, smallHandbook, table, writeTree } from './lib.mjs';

const body = '# 目的 {#aim}\n\n本文。\n';
const good = (front = {}, text = body) => document({ id: 'TJ-02', title: '追加', kind: 'procedure', controls: '["5.2"]', ...front }, text);
const procedure = (front, text) => ({ 'procedures/x.md': good(front, text) });
const regulation = (front, text) => ({ 'regulations/x.md': good({ kind: 'regulation', ...front }, text) });
const supplement = '\n# 附則 {.supplement}\n\nこの規程は、2026年4月1日から施行する。\n';
const config = (...lines) => ({
  'handbook.yaml': ['title: 規程集', 'organisation: 株式会社テスト', 'edition: "2026.1"', 'default_catalog: test', 'default_classification: internal', ...lines, ''].join('\n'),
});
const soa = (...lines) => ({ 'soa.yaml': ['catalog: test', 'controls:', ...lines.map((line) => '  ' + line), ''].join('\n') });
const both = ['"5.1": {applicable: yes, reason: 法令}', '"5.2": {applicable: yes, reason: 契約}'];
const next = { ...config(), 'handbook.yaml': config()['handbook.yaml'].replace('2026.1', '2026.2') };

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>\n';
// A lossless WebP of one pixel.
const webp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

// code → files that are added to a handbook without findings. `also`: findings that belong to it. `after`: the files are
// changed after edition 2026.1 has been released. `as_of`: today.
const examples = {
  'allowance-ended': { files: procedure({}, '<!-- kitei: allow odd-character until 2025-12 -->\n半角ｶﾅ\n'), also: ['odd-character'] },
  'allowance-invalid': { files: procedure({}, '<!-- kitei: allow odd-charcter until 2026-12 -->\n本文。\n') },
  'allowance-unused': { files: procedure({}, '<!-- kitei: allow odd-character until 2026-12 -->\n本文。\n') },
  'approval-evidence-missing': { files: procedure({ approved_date: '' }) },
  'approver-is-author': { files: procedure({ author: '社長', approver: '社長' }) },
  'approver-missing': { files: procedure({ approver: '' }) },
  'attribute-invalid': { files: procedure({}, '# 目的 {#aim effective=2026-02-30}\n\n本文。\n') },
  'broken-anchor': { files: procedure({}, '[[TJ-01#nowhere]]\n') },
  'broken-image': { files: procedure({}, '![図](no-such.png)\n') },
  'broken-link': { files: procedure({}, '[表](no/such.md)\n') },
  'cadence-conflict': { files: procedure({}, '# 毎月の点検 {#check every=1y}\n\n本文。\n') },
  'cadence-invalid': { files: procedure({ every: '時々' }) },
  'catalog-invalid': { files: { 'catalogs/two.yaml': 'id: two\ntitle: 二\ncontrols:\n  - {id: "1", title: 甲}\n  - {id: "１", title: 乙}\n' } },
  'classification-leak': {
    files: { ...config('sites: [{id: staff, clearance: internal}]', 'audiences: [{id: staff, label: 全従業員, clearance: internal}]'),
      ...procedure({ classification: 'restricted', audience: '[staff]' }) } },
  'classification-missing': { files: { 'handbook.yaml': 'title: 規程集\nedition: "2026.1"\ndefault_catalog: test\n' } },
  'clause-removed': { after: true, files: { ...next, 'policies/kj-01.md': document({ id: 'KJ-01', title: '基本方針', controls: '["5.1"]', version: '"1.1"' }, '# 目的 {#other}\n\n守る。\n'),
    'procedures/tj-01.md': document({ id: 'TJ-01', title: '実施手順', controls: '["5.2"]', version: '"1.1"' }, '# 手順 {#steps}\n\n従う。\n') } },
  'clause-moved': { files: { ...procedure({}, '[[TJ-03#old]] による。\n'),
    'procedures/y.md': document({ id: 'TJ-03', title: '移動元', controls: '["5.2"]', moved_to: '{old: "TJ-01#steps"}' }, body) } },
  'control-uncovered': { files: { 'catalogs/test.yaml': 'id: test\ntitle: 管理策\ncontrols:\n  - {id: "5.1", title: 方針}\n  - {id: "5.2", title: 役割}\n  - {id: "5.3", title: 職務の分離}\n' } },
  'controls-missing': { files: { 'procedures/x.md': document({ id: 'TJ-02', title: '追加' }, body) } },
  'date-invalid': { files: procedure({}, '{{ date 2026-02-30 }}\n') },
  'date-order': { files: procedure({ approved_date: '2026-05-01', effective_date: '2026-04-01' }) },
  'document-vanished': { after: true, files: next, remove: ['procedures/tj-01.md'], also: ['control-uncovered'] },
  'duplicate-anchor': { files: procedure({}, '# 甲 {#same}\n\n# 乙 {#same}\n') },
  'edition-frozen': { after: true, files: { 'policies/kj-01.md': document({ id: 'KJ-01', title: '基本方針', controls: '["5.1"]', version: '"1.1"' }, '# 目的 {#purpose}\n\n必ず守る。\n') } },
  'footnote-undefined': { files: procedure({}, '本文[^1]。\n') },
  'footnote-unused': { files: procedure({}, '本文。\n\n[^1]: 注\n') },
  'form-empty': { files: { 'forms/ys-01.md': document({ id: 'YS-01', title: '様式' }, '') } },
  'front-matter-invalid': { files: procedure({ effective_date: '2026-02-30' }) },
  'frozen-edition-altered': { after: true, files: { 'editions/2026.1/policies/kj-01.md': 'あとから直した\n' }, also: ['*'] },
  'hand-numbering': { files: procedure({}, '# 1. 目的\n\n本文。\n') },
  'handbook-invalid': { files: config('sites: [{id: staff, clearance: intern}]') },
  'heading-skip': { files: procedure({}, '# 目的\n\n### 詳細\n\n本文。\n') },
  'id-duplicate': { files: procedure({ id: 'TJ-01' }) },
  'id-invalid': { files: procedure({ id: 'TJ/02' }) },
  'id-missing': { files: { 'procedures/x.md': '# 目的\n\n本文。\n' } },
  'image-alternative-missing': { files: { ...procedure({}, '![](../assets/zones.svg)\n'), 'assets/zones.svg': svg } },
  'image-not-in-word': { files: { ...procedure({}, '![事務所の区域](../assets/zones.webp)\n'), 'assets/zones.webp': webp } },
  'image-size': { files: { ...procedure({}, '![事務所の区域](../assets/zones.svg)\n\n図: 区域 {width="広め"}\n'), 'assets/zones.svg': svg } },
  'include-cycle': { files: { ...procedure({}, '{{ include "parts/a.md" }}\n'), 'parts/a.md': '{{ include "parts/a.md" }}\n' } },
  'include-invalid': { files: procedure({}, '{{ include parts/a.md }}\n') },
  'include-missing': { files: procedure({}, '{{ include "parts/no-such.md" }}\n') },
  'include-outside': { files: procedure({}, '{{ include "../secret.md" }}\n') },
  'include-too-large': { files: { ...procedure({}, '{{ include "parts/0.md" }}\n'),
    ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`parts/${i}.md`, `{{ include "parts/${i + 1}.md" }}\n`])) } },
  'modal-verb': { files: regulation({}, '# 総則\n\n## 暗号化\n\n端末は、暗号化することが望ましい。\n' + supplement) },
  'odd-character': { files: procedure({}, '半角ｶﾅを使う。\n') },
  placeholder: { files: procedure({}, '担当は〇〇部とする。\n') },
  'register-invalid': { files: { 'records.yaml': 'records:\n  - {id: D-1, title: 一覧, classification: secret}\n' } },
  'review-overdue': { files: procedure({ next_review: '2026-03-31' }) },
  'revision-missing': { after: true, files: { ...next, 'policies/kj-01.md': document({ id: 'KJ-01', title: '基本方針', controls: '["5.1"]' }, '# 目的 {#purpose}\n\n必ず守る。\n') } },
  'setting-unsupported': { files: config('docx: {reference: company.docx}') },
  'sites-missing': { files: procedure({ classification: 'restricted' }) },
  'soa-excluded-but-implemented': { files: soa(both[0], '"5.2": {applicable: no, reason: 対象なし}') },
  'soa-missing-reason': { files: soa(both[0], '"5.2": {applicable: yes}') },
  'source-too-complex': { files: procedure({}, '>'.repeat(500) + ' 深い引用\n') },
  'source-unreadable': { files: { 'procedures/x.md': Buffer.concat([Buffer.from(good()), Buffer.from([0x82, 0xa0])]) } },
  'supplement-mismatch': { files: regulation({}, '# 総則\n\n## 目的\n\n目的を定める。\n\n# 附則 {.supplement}\n\nこの規程は、2025年4月1日から施行する。\n') },
  'suspect-link': { files: { ...procedure({ implements: '[KT-02@1.0]' }),
    'regulations/y.md': ['---', 'id: KT-02', 'title: 規程', 'author: 担当', 'approver: 社長', 'numbering: outline', 'revisions:',
      '  - {version: "1.1", date: 2026-04-01, approved: 2026-03-02, type: 一部改正, change: material, summary: 改めた}',
      '  - {version: "1.0", date: 2025-04-01, approved: 2025-03-02, type: 制定, summary: 制定}', '---', body].join('\n') } },
  'table-invalid': { files: procedure({}, '{{ table recods }}\n') },
  'table-note': { files: procedure({}, '| 甲 | 乙 |\n|---|---|\n| 1※1 | 2 |\n\n※2 右の列の注。\n') },
  'table-shape': { files: procedure({}, '| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n') },
  'term-undefined': { files: { 'glossary.yaml': 'terms:\n  - {term: 本文, definition: 条の文。}\n', ...regulation({}, '# 総則\n\n## 定義\n\n「情報資産」とは、会社の情報をいう。本文は条に書く。\n' + supplement) } },
  'term-variant': { files: procedure({}, '法令を遵守する。規程を遵守する。順守しない者に指導する。\n') },
  'unknown-clause': { files: regulation({ numbering: 'articles' }, '# 総則\n\n## 目的\n\n第99条に定める。\n\n# 附則 {.supplement}\n\nこの規程は、2026年4月1日から施行する。\n') },
  'unknown-control': { files: procedure({ controls: '["5.99"]' }) },
  'unknown-document': { files: procedure({}, '[[TJ-99]] による。\n') },
  'unknown-key': { files: procedure({ onwer: '管理者' }) },
  'unknown-law': { files: procedure({}, '[[law:個人情報法]] による。\n') },
  'unknown-record': { files: procedure({}, '結果は【点検の記録】に残す。\n') },
  'unknown-role': { files: { 'roles.yaml': 'roles:\n  - {id: admin, title: 情報システム管理者}\n', ...procedure({ by: '情報システム担当者' }) } },
  'unknown-term': { files: procedure({}, '[[term:情報資産]] を守る。\n') },
  'unresolved-variable': { files: procedure({}, '{{ pasword_min_length }}文字以上とする。\n') },
  'unsafe-html': { files: procedure({}, '<font color="red">重要</font>\n') },
  'unused-term': { files: { 'glossary.yaml': 'terms:\n  - {term: 可用性, definition: 使えること。}\n' } },
  'version-mismatch': { files: procedure({ related: '[KJ-01@9.0]' }) },
};

const rules = [...fs.readFileSync(path.join(root, 'generator/model/rules.cpp'), 'utf8').matchAll(/\{"([a-z-]+)", (Error|Warning|Info), (?:true|false)\}/g)];
assert.ok(rules.length > 40);

function codesOf(handbook, today = '2026-06-01') {
  const result = kitei(['check', '--source', handbook, '--as-of', today, '--format', 'json']);
  assert.equal(result.signal, null);
  assert.ok(result.status <= 1, result.stderr);
  return JSON.parse(result.stdout).diagnostics;
}

assert.deepEqual(codesOf(smallHandbook()), [], 'the handbook that the examples begin with has no findings');

table(Object.entries(examples), (code, example) => {
  const handbook = smallHandbook(example.after ? config() : example.files);
  if (example.after) {
    const released = kitei(['release', '2026.1', '--effective', '2026-04-01', '--source', handbook]);
    assert.equal(released.status, 0, released.stderr);
    assert.deepEqual(codesOf(handbook), []);
    writeTree(handbook, example.files);
    for (const gone of example.remove ?? []) fs.rmSync(path.join(handbook, gone));
  }
  const found = codesOf(handbook, example.as_of);
  const codes = new Set(found.map((d) => d.code));
  assert.ok(codes.has(code), `${code} not among: ${[...codes].join(' ') || 'nothing'}`);
  const allowed = new Set([code, ...(example.also ?? [])]);
  if (!allowed.has('*')) assert.deepEqual([...codes].filter((other) => !allowed.has(other)), [], 'other findings');
  for (const d of found) assert.ok(d.line >= 1 && d.column >= 1 && d.message && d.path, JSON.stringify(d));
});

// The table of content/README.md: `code` | severity | meaning | meaning | `example`.
const readme = fs.readFileSync(path.join(root, 'content/README.md'), 'utf8');
const rows = new Map();
for (const [, code, severity, example] of readme.matchAll(/^\| `([a-z-]+)` \| (\S+) \| [^|]+ \| [^|]+ \| (.*) \|$/gm)) {
  assert.ok(!rows.has(code), `${code} stands twice in content/README.md`);
  rows.set(code, { severity, example });
}
const severities = { Error: 'エラー', Warning: '警告', Info: '情報' };
table(rules.map((rule) => [rule[1], rule[2]]), (code, severity) => {
  assert.ok(examples[code], 'no example here');
  const row = rows.get(code);
  assert.ok(row, 'not in content/README.md');
  assert.equal(row.severity, severities[severity], 'severity in content/README.md');
  const text = Object.values(examples[code].files).map(String).join('\n');
  for (const [, piece] of row.example.matchAll(/`([^`]+)`/g)) {
    assert.ok(text.includes(piece.replaceAll('\\|', '|')), `the example of content/README.md is not that of the test: ${piece}`);
  }
});
table([...rows.keys(), ...Object.keys(examples)].map((code) => [code]), (code) => {
  assert.ok(rules.some((rule) => rule[1] === code), 'no such rule');
});
