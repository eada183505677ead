// Each finding names the line and the column (in characters) of what is wrong: mistakes are planted in every kind of place, and
// the place is looked up again in the text itself.
import assert from 'node:assert/strict';
import { document, kitei, smallHandbook, table } from './lib.mjs';

// what is written, the code, and how far into it the finding points
const mistakes = [
  ['[[TJ-99]]', 'unknown-document', 0],
  ['[[KJ-01#nowhere]]', 'broken-anchor', 0],
  ['[[KJ-01@9.9]]', 'version-mismatch', 0],
  ['[[control:9.9]]', 'unknown-control', 0],
  ['[[requirement:99]]', 'unknown-control', 0],
  ['[[record:無い]]', 'unknown-record', 0],
  ['[[law:無い]]', 'unknown-law', 0],
  ['[[term:無い]]', 'unknown-term', 0],
  ['【無い記録】', 'unknown-record', 0],
  ['[参照](no.md)', 'broken-link', 0],
  ['[参照](javascript:x)', 'broken-link', 0],
  ['![図](no.png)', 'broken-image', 0],
  ['{{ nothing }}', 'unresolved-variable', 0],
  ['{{ date 2026-02-30 }}', 'date-invalid', 8],
  ['[^none]', 'footnote-undefined', 0],
  ['<b>', 'unsafe-html', 0],
  ['〇〇', 'placeholder', 0],
  ['⼀', 'odd-character', 0],
];

// § is where the mistake stands.
const places = [
  'あいう§え',
  '一行目\nあい§',
  '一行目\n二行目は\n三行目§の続き',
  'one line\nanother §',
  '行末\\\n改行§',
  '- 項目\n  続き§',
  '- 一\n- 二\n\n  段落\n  続き§',
  '1. あ\n   - い\n     う§',
  '-\tタブ§',
  '> 引用\n> あ§',
  '> 引用\n続き§',
  '> - 深い\n>   あ§',
  '> [!NOTE]\n> あ§',
  '> [!COLUMN]\n>\n> - 項目\n>   続き§',
  '| a | b |\n|---|---|\n| あ\\|い | う§ |',
  '| a | b |\n|---|---|\n| 一 | あ \\| い \\| う§ |',
  '段落\n| a |\n|---|\n| `\\|`と§ |',
  '- | a |\n  |---|\n  | あ§ |',
  '# 見出し§',
  '見出し§\n=====',
  '**強調§**の後',
  '*「§」*と',
  '**あ\nい§**',
  '~~消~~**「太」**§',
  '《《点》》§',
  '`コード`と§',
  '\\*と&amp;と&#x3042;§',
  '値{{ edition }}と§',
  '行\n値{{ edition }}と{{ organisation }}§',
  '参照[[KJ-01]]と§',
  '管理策 5.1と§',
  'https://example.jp/ と§',
  '表: 題名§\n\n| a |\n|---|\n| b |',
  '用語§\n: 定義',
  '用語\n: 定義の\n続き§',
  '文[^1]\n\n[^1]: 注§',
  '文[^1]\n\n[^1]: 注\n\n    続きの段落\n    §',
  'H<sub>2</sub>O§',
  '<br>§',
  '😀👨‍👩‍👧葛󠄀§',
  '　全角の空白§',
];

function place(text, from) {
  const before = text.slice(0, from).split(/\r\n|\n/);
  return `${before.length}:${[...before.at(-1)].length + 1}`;
}

// Findings of a whole handbook: path → ["line:column code"].
function found(handbook) {
  const result = kitei(['check', '--source', handbook, '--format', 'json', '--as-of', '2026-06-01']);
  assert.ok(result.status === 0 || result.status === 1, result.stderr);
  const by = {};
  for (const d of JSON.parse(result.stdout).diagnostics) (by[d.path] ??= []).push(`${d.line}:${d.column} ${d.code}`);
  return by;
}

// One document for each place, all with the same mistake; the same in a part that another document includes.
function plant(mistake, code, offset, eol, bom) {
  const files = {}, expected = [];
  places.forEach((written, i) => {
    const body = written.replace('§', () => mistake);
    const text = (bom + document({ id: `X-${i}`, title: '題' }, body + '\n')).replaceAll('\n', eol);
    const part = ('部品。\n\n' + body + '\n').replaceAll('\n', eol);
    files[`procedures/x-${i}.md`] = text;
    files[`parts/x-${i}.md`] = part;
    files[`procedures/y-${i}.md`] = document({ id: `Y-${i}`, title: '題' }, `前\n\n{{ include "parts/x-${i}.md" }}\n\n後\n`);
    const plain = bom ? text.slice(1) : text;
    expected.push([`procedures/x-${i}.md`, written, `${place(plain, plain.lastIndexOf(mistake) + offset)} ${code}`]);
    expected.push([`parts/x-${i}.md`, 'part: ' + written, `${place(part, part.lastIndexOf(mistake) + offset)} ${code}`]);
  });
  const by = found(smallHandbook(files));
  const faults = [];
  for (const [path, written, wanted] of expected) {
    const same = (by[path] ?? []).filter((entry) => entry.endsWith(' ' + code));
    if (same.length !== 1 || same[0] !== wanted) faults.push(`${JSON.stringify(written)}: ${same.join(', ') || 'nothing'} instead of ${wanted}`);
  }
  assert.deepEqual(faults, []);
}

table(mistakes.flatMap(([mistake, code, offset], i) => [
  [mistake, mistake, code, offset, '\n', ''],
  ...(i % 3 === 0 ? [[mistake + ' (CRLF, byte order mark)', mistake, code, offset, '\r\n', '\uFEFF']] : []),
]), (name, ...given) => plant(...given));

// Front matter and attributes: the line, what in it is wrong, the code.
const values = [
  ['related: [KJ-01, TJ-98]', 'TJ-98', 'unknown-document'],
  ['related:\n  - KJ-01\n  - TJ-98', 'TJ-98', 'unknown-document'],
  ['implements: [KJ-01@9.9]', 'KJ-01@9.9', 'version-mismatch'],
  ['controls:\n  - "5.1"\n  - "9.9"', '"9.9"', 'unknown-control'],
  ['onwer: 誰か', 'onwer', 'unknown-key'],
  ['approval: {ref: 稟議１号, date: 2026-13-01}', '2026-13-01', 'front-matter-invalid'],
  ['retired_date: 2026-02-30', '2026-02-30', 'front-matter-invalid'],
  ['records: [無い記録]', '無い記録', 'unknown-record'],
  ['every: ときどき', 'ときどき', 'cadence-invalid'],
  ['by: 〇〇部長', '〇〇', 'placeholder'],
  ['scope: 全社の要確認', '要確認', 'placeholder'],
  ['classification: 極秘', '極秘', 'front-matter-invalid'],
];
const attributes = [
  ['# 点検 {#a effective=2026-02-30}', '2026-02-30', 'attribute-invalid'],
  ['# 点検 {effective="2026-02-30" #a}', '2026-02-30', 'attribute-invalid'],
  ['# **点**検 {#あ every="ときどき" by="情報部"}', 'ときどき', 'cadence-invalid'],
  ['# 点検 {by="管理者、無い役割"}', '無い役割', 'unknown-role'],
  ['# 点検 {controls="9.9"}', '{controls', 'unknown-control'],
  ['段落\n\n{{ table recods }}', 'recods', 'table-invalid'],
  ['{{ table records colour=red }}', 'colour', 'table-invalid'],
  ['> {{ table documents kind=何か }}', 'kind', 'table-invalid'],
  ['- 項目\n\n  {{ include "parts/無い.md" }}', 'parts/無い.md', 'include-missing'],
  ['{{ include "../x.md" }}', '../x.md', 'include-outside'],
  ['一[^x]\n\n[^x]: 注\n\n[^y]: 使わない', '[^y]', 'footnote-unused'],
  ['| a | b |\n|---|---|\n| 一 |', '| 一 |', 'table-shape'],
  ['# 一\n\n### 三', '### 三', 'heading-skip'],
  ['# 一 {#a}\n\n# 二 {#a}', '{#a}', 'duplicate-anchor'],
];
table([
  ...values.map(([line, what, code]) => [line, { front: line }, what, code]),
  ['title with a variable', { title: '題{{ nothing }}' }, '{{ nothing }}', 'unresolved-variable'],
  ['quoted title with a variable', { title: '"題{{ nothing }}"' }, '{{ nothing }}', 'unresolved-variable'],
  ['quoted title with a placeholder', { title: '"題の〇〇"' }, '〇〇', 'placeholder'],
  ...attributes.map(([body, what, code]) => [body, { body }, what, code]),
], (name, given, what, code) => {
  let text = document({ id: 'X-1', title: given.title ?? '題' }, (given.body ?? '本文') + '\n');
  if (given.front) text = text.replace('\nversion:', '\n' + given.front + '\nversion:');
  const by = found(smallHandbook({ 'procedures/x.md': text, 'roles.yaml': 'roles:\n  - {id: manager, title: 管理者}\n' }));
  const same = (by['procedures/x.md'] ?? []).filter((entry) => entry.endsWith(' ' + code));
  assert.deepEqual(same, [`${place(text, text.lastIndexOf(what))} ${code}`]);
});
