// Clauses over the years: an address that an edition had and that is gone, where it went, and what old links find; references by
// number; 附則 and the revision table.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, smallHandbook, writeTree } from './lib.mjs';

const day = ['--as-of', '2026-06-01'];
const regulation = (body, front = {}) => document({ id: 'KT-01', title: '情報資産管理規程', kind: 'regulation', ...front }, body);
const first = '# 総則\n\n## 目的 {#purpose}\n\n守る。\n\n## 持ち出し {#takeout}\n\n前条のとおり。第1条。\n\n## 旧い条 {#old}\n\n昔。\n\n## 名のない条\n\n今。\n\n'
  + '# 附則 {.supplement}\n\nこの規程は、2026年4月1日から施行する。\n';

const folder = smallHandbook({
  'regulations/kt-01.md': regulation(first),
  'procedures/tj-02.md': document({ id: 'TJ-02', title: '持ち出し手順' }, '# 手順 {#steps}\n\n[[KT-01#takeout]]、[[KT-01#art-1..art-2]]、情報資産管理規程第2条。\n'),
});
const check = (...more) => {
  const result = kitei(['check', '--source', folder, '--format', 'json', ...day, ...more]);
  return JSON.parse(result.stdout).diagnostics.filter((d) => /clause|anchor|supplement|suspect/.test(d.code)).map((d) => `${d.severity} ${d.code} ${d.path}:${d.line}:${d.column}`);
};
assert.deepEqual(check(), []);
let result = kitei(['release', '2026.1', '--effective', '2026-04-01', '--source', folder, ...day]);
assert.equal(result.status, 0, result.stderr);

// The next version: one clause went to another document, one was removed, one lost the heading that was its address.
fs.writeFileSync(path.join(folder, 'handbook.yaml'), fs.readFileSync(path.join(folder, 'handbook.yaml'), 'utf8').replace('2026.1', '2026.2'));
const second = '# 総則\n\n## 目的 {#purpose}\n\n守る。第9条。\n\n## 新しい名の条\n\n今。\n\n# 附則 {.supplement}\n\nこの規程は、2026年4月1日から施行する。\n';
writeTree(folder, { 'regulations/kt-01.md': regulation(second) });
assert.deepEqual(check().sort(), [
  'error broken-anchor procedures/tj-02.md:' + check().find((d) => d.includes('broken-anchor')).split('tj-02.md:')[1],
  'error unknown-clause regulations/kt-01.md:' + check().find((d) => d.includes('unknown-clause')).split('kt-01.md:')[1],
  'warning clause-removed regulations/kt-01.md:1:1',
  'warning clause-removed regulations/kt-01.md:1:1',
  'warning clause-removed regulations/kt-01.md:1:1',
].sort());

const front = 'moved_to: {takeout: "TJ-02#steps", 名のない条: "#新しい名の条"}\nremoved: [old]\n';
const raise = (text, version, change) => text.replace(/^version: .*$/m, `version: "${version}"`).replace('revisions:\n',
  `revisions:\n  - {version: "${version}", date: 2026-05-01, approved: 2026-04-20, author: 担当, approver: 社長, type: 一部改正, change: ${change}, summary: 改めた}\n`);
const told = raise(regulation(second.replace('第9条', '第2条')).replace('---\n', '---\n' + front), '1.1', 'editorial');
writeTree(folder, { 'regulations/kt-01.md': told });
assert.deepEqual(check().map((d) => d.split(':')[0]), ['info clause-moved procedures/tj-02.md']);

const output = path.join(folder, 'out');
result = kitei(['build', '--source', folder, '--output', output, ...day]);
assert.equal(result.status, 0, result.stderr);
const pages = fs.readdirSync(path.join(output, 'site')).map((name) => path.join(output, 'site', name, 'regulation/KT-01.html')).filter((file) => fs.existsSync(file));
const page = pages.map((file) => fs.readFileSync(file, 'utf8')).find((html) => html.includes('新しい名の条'));
assert.ok(page, 'the working tree is built');
assert.match(page, /移動・削除された条項/);
assert.match(page, /<li id="takeout">[^\n]*<a href="\.\.\/procedure\/TJ-02\.html#steps">持ち出し手順 1（手順）<\/a>/);
assert.match(page, /<li id="old">[^\n]*削除/);
assert.match(page, /<li id="名のない条">[^\n]*第2条（新しい名の条）/);
const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
assert.equal(new Set(ids).size, ids.length, 'every id is there once');

// A pinned version that was overtaken, and a 附則 that is missing.
const revised = raise(told, '2.0', 'material');
writeTree(folder, { 'regulations/kt-01.md': revised, 'procedures/tj-02.md': document({ id: 'TJ-02', title: '持ち出し手順', implements: '["KT-01@1.0"]' }, '# 手順 {#steps}\n\n行う。\n') });
assert.deepEqual(check().map((d) => d.split(':')[0]).sort(), ['warning supplement-mismatch regulations/kt-01.md', 'warning suspect-link procedures/tj-02.md']);
console.log('clauses: moved, removed, named by number, pinned');
