// Texts that nobody means to write: each of `render`, `check` and `build` ends in time, within memory, with a page or a clear
// error, and never by a signal. Within two seconds by hand; KITEI_TIME_FACTOR stretches that for busy machines and builds that
// are not optimised.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { document, program, smallHandbook, table, temporaryFolder, writeTree } from './lib.mjs';

const factor = Number(process.env.KITEI_TIME_FACTOR ?? 1);
const seconds = 2 * factor;
const megabytes = 300 * (factor > 10 ? 10 : factor > 3 ? 2 : 1);  // sanitizers keep what was given back, and room around everything
const timer = fs.existsSync('/usr/bin/time') ? '/usr/bin/time' : null;

const times = (n, piece) => (typeof piece === 'string' ? piece.repeat(n) : Array.from({ length: n }, (_, i) => piece(i)).join(''));
const lines = (n, piece) => times(n, typeof piece === 'string' ? piece + '\n' : (i) => piece(i) + '\n');
const bytes = (...pieces) => Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))));
const front = (text) => ({ front: text });

// name, the body of a document, or {front} for the whole file, or {files} for a handbook
const cases = [
  ['10,000 quotes deep', '> '.repeat(10000) + '深い'],
  ['10,000 quotes without blanks', '>'.repeat(10000)],
  ['10,000 lists deep on one line', '- '.repeat(10000) + '深い'],
  ['lists deep by indentation', lines(1000, (i) => '  '.repeat(i) + '- 項目')],
  ['ordered lists deep', '1. '.repeat(10000) + '深い'],
  ['emphasis deep', '*a **a '.repeat(10000) + 'b' + '** *'.repeat(10000)],
  ['stars', '*'.repeat(200000)],
  ['stars with letters', '*a'.repeat(100000)],
  ['stars and underscores', '*a_ '.repeat(50000)],
  ['strong beside Japanese', '**「あ」**と'.repeat(20000)],
  ['underscores', '_a __a '.repeat(50000)],
  ['tildes', '~~あ'.repeat(50000)],
  ['open brackets', '['.repeat(100000)],
  ['nested brackets', '['.repeat(50000) + 'a' + ']'.repeat(50000)],
  ['open links', '[a](<b'.repeat(30000)],
  ['links without an end', '[a]('.repeat(50000)],
  ['images', '!['.repeat(50000)],
  ['nested images', '![a'.repeat(20000) + '](b)'.repeat(20000)],
  ['double brackets', '[['.repeat(50000)],
  ['references', '[[TJ-01]]'.repeat(20000)],
  ['unknown references', times(5000, (i) => `[[X-${i}]] `)],
  ['open references', '[[TJ-01#'.repeat(30000)],
  ['mentions', '【記録】管理策 5.1 '.repeat(10000)],
  ['open lenticular brackets', '【'.repeat(100000)],
  ['backticks of growing length', times(600, (i) => 'a' + '`'.repeat(i + 1))],
  ['single backticks', '`a'.repeat(50001)],
  ['bars on lines', lines(20000, '|a|b|')],
  ['a wide table', '|' + 'a|'.repeat(5000) + '\n|' + '-|'.repeat(5000) + '\n|' + 'b|'.repeat(5000)],
  ['a narrow wide table', '|' + 'a|'.repeat(99) + '\n|' + '-|'.repeat(99) + '\n' + lines(1000, '|' + 'b|'.repeat(99))],
  ['a long table', '|a|b|\n|-|-|\n' + lines(40000, '|1|2|')],
  ['joined cells', '|a|b|\n|-|-|\n' + lines(20000, '|^|<|')],
  ['delimiter rows', lines(20000, '|-|-|')],
  ['comments that stay open', '<!-- '.repeat(20000)],
  ['processing instructions', '<?'.repeat(20000)],
  ['declarations', '<!A '.repeat(20000)],
  ['character data', '<![CDATA['.repeat(20000)],
  ['open tags', '<ruby>'.repeat(50000)],
  ['nested ruby', '<ruby>漢<rt>'.repeat(20000) + '</rt></ruby>'.repeat(20000)],
  ['closing tags', '</sub>'.repeat(50000)],
  ['attributes of a tag', '<a ' + 'b=c '.repeat(100000) + '>'],
  ['angles', '<'.repeat(200000)],
  ['tags in lines', lines(20000, '<b>太字</b>')],
  ['entities', '&amp;&#x3042;&copy;'.repeat(50000)],
  ['backslashes', '\\'.repeat(300000)],
  ['backslashes and stars', '\\*'.repeat(100000)],
  ['bare URLs', 'https://example.jp/あ '.repeat(20000)],
  ['one long URL', 'https://' + 'a'.repeat(500000)],
  ['beginnings of URLs', 'https://'.repeat(50000)],
  ['mail addresses', 'a@'.repeat(50000)],
  ['a megabyte in one line', 'あ'.repeat(350000)],
  ['a megabyte of letters', 'a'.repeat(1000000)],
  ['more than the limit', 'あ\n\n'.repeat(600000)],
  ['300,000 lines of a letter', lines(300000, 'a')],
  ['300,000 paragraphs', 'a\n\n'.repeat(300000)],
  ['300,000 Japanese lines', lines(300000, 'あ')],
  ['300,000 empty lines', '\n'.repeat(300000)],
  ['100,000 list items', lines(100000, '- a')],
  ['50,000 headings', lines(50000, (i) => `# 見出し${i}\n`)],
  ['50,000 equal headings', lines(50000, '# 同じ\n')],
  ['headings with attributes', lines(20000, (i) => `# 見 {#a${i} controls="5.1"}\n`)],
  ['open attributes', '# 見出し ' + '{'.repeat(100000)],
  ['braces of attributes', '# 見出し ' + '{a '.repeat(30000) + '}'],
  ['setext underlines', lines(50000, 'a\n===')],
  ['rules', lines(100000, '---')],
  ['fences', lines(50000, '```')],
  ['footnotes in a circle', '文[^a]\n\n[^a]: 注[^b]\n\n[^b]: 注[^a]'],
  ['10,000 footnotes', times(10000, (i) => `[^${i}]`) + '\n\n' + lines(10000, (i) => `[^${i}]: 注\n`)],
  ['one footnote 50,000 times', '[^a]'.repeat(50000) + '\n\n[^a]: 注'],
  ['undefined footnotes', times(20000, (i) => `[^${i}]`)],
  ['footnotes in footnotes', times(3000, (i) => `[^${i}]: 注[^${i + 1}]\n\n`) + '文[^0]'],
  ['link definitions', lines(20000, (i) => `[a${i}]: b`) + times(1000, (i) => `[a${i}] `)],
  ['a long definition used often', '[a]: ' + 'b'.repeat(50000) + '\n\n' + '[a] '.repeat(50000)],
  ['10,000 variables', '{{ edition }}'.repeat(10000)],
  ['unknown variables', times(5000, (i) => `{{ v${i} }} `)],
  ['open variables', '{{ '.repeat(100000)],
  ['dates', '{{ date 2026-04-01 | era }}'.repeat(10000)],
  ['wrong dates', '{{ date 2026-02-30 }}'.repeat(3000)],
  ['generated tables', lines(300, '{{ table documents }}\n')],
  ['emphasis dots', '《《'.repeat(50000) + '》》'.repeat(50000)],
  ['emphasis dots in a row', '《《あ》》'.repeat(30000)],
  ['open emphasis dots', '《'.repeat(200000)],
  ['definition lists', lines(30000, '用語\n: 定義\n')],
  ['definitions', '用語\n' + lines(50000, ': 定義')],
  ['boxes in boxes', times(90, (i) => '> '.repeat(i) + '> [!NOTE]\n')],
  ['placeholders', '〇〇〇〇要確認'.repeat(20000)],
  ['odd characters', 'ｶﾅ\u202E⼀'.repeat(20000)],
  ['wide and narrow lines', lines(50000, 'あa')],
  ['tabs', '\t'.repeat(100000) + 'a'],
  ['blanks', ' '.repeat(500000) + 'a'],
  ['combining marks', 'か' + '\u3099'.repeat(200000)],
  ['joiners', '👩\u200D'.repeat(100000)],
  ['carriage returns alone', 'a\r'.repeat(100000)],
  ['every line end', 'a\r\nb\rc\n'.repeat(30000)],
  ['NULs', front(Buffer.alloc(100000))],
  ['NULs in the body', bytes(document({ id: 'X-1', title: '題' }, 'a'), Buffer.alloc(1000))],
  ['invalid UTF-8', front(bytes(document({ id: 'X-1', title: '題' }, 'a'), [0xff, 0xfe, 0x80], Buffer.alloc(10000, 0xc3)))],
  ['Shift_JIS', front(bytes('---\nid: X-1\ntitle: ', [0x8b, 0x4b, 0x92, 0xf6], '\n---\n'))],
  ['UTF-16', front(Buffer.from('\uFEFF---\nid: X-1\n', 'utf16le'))],
  ['byte order marks', front('\uFEFF'.repeat(1000) + document({ id: 'X-1', title: '題' }, 'a'))],
  ['surrogates', front(bytes(document({ id: 'X-1', title: '題' }, 'a'), [0xed, 0xa0, 0x80]))],
  ['noncharacters', 'あ\uFDD0い\uFFFE\uFFFFう'],
  ['front matter without an end', front('---\n' + lines(100000, (i) => `k${i}: v`))],
  ['20,000 keys', front('---\nid: X-1\ntitle: 題\n' + lines(20000, (i) => `k${i}: v`) + '---\n')],
  ['a value of a megabyte', front('---\nid: X-1\ntitle: ' + 'あ'.repeat(350000) + '\n---\n')],
  ['20,000 revisions', front('---\nid: X-1\ntitle: 題\nversion: "1.0"\nrevisions:\n' + lines(20000, (i) => `  - {version: "${20000 - i}.0", date: 2026-04-01, summary: a}`) + '---\n')],
  ['10,000 controls', front('---\nid: X-1\ntitle: 題\ncontrols: [' + times(10000, (i) => `"9.${i}",`) + ']\n---\n')],
  ['aliases of YAML', front('---\na: &a [x,x,x,x,x,x,x,x,x]\n' + times(9, (i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${times(9, '*' + 'abcdefghij'[i] + ',')}]\n`) + '---\n')],
  ['an alias of itself', front('---\nid: &a [*a]\n---\n')],
  ['YAML sequences deep', front('---\nid: ' + '['.repeat(10000) + '\n---\n')],
  ['YAML maps deep', front('---\nid: ' + '{a: '.repeat(10000) + '\n---\n')],
  ['YAML indented deep', front('---\n' + lines(2000, (i) => ' '.repeat(i) + 'a:') + '---\n')],
  ['YAML dashes', front('---\n' + '- '.repeat(10000) + '\n---\n')],
  ['YAML question marks', front('---\n' + '? '.repeat(10000) + '\n---\n')],
  ['YAML quotes', front('---\nid: ' + '"'.repeat(100001) + '\n---\n')],
  ['a comma', front('---\n,\n---\n')],
  ['a tag bomb', front('---\nid: ' + '!'.repeat(50000) + ' a\n---\n')],
  ['block scalars', front('---\n' + lines(20000, (i) => `k${i}: |\n  a`) + '---\n')],
  ['includes in a circle', { files: { 'parts/a.md': '{{ include "parts/b.md" }}\n', 'parts/b.md': '{{ include "parts/a.md" }}\n' }, body: '{{ include "parts/a.md" }}' }],
  ['10,000 includes', { files: { 'parts/a.md': 'あ\n' }, body: lines(10000, '{{ include "parts/a.md" }}\n') }],
  ['missing includes', { body: lines(3000, (i) => `{{ include "parts/${i}.md" }}\n`) }],
  ['includes that multiply', { files: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`parts/${i}.md`, lines(10, `{{ include "parts/${i + 1}.md" }}\n`) + 'あ\n'])), body: '{{ include "parts/0.md" }}' }],
  ['large includes', { files: { 'parts/a.md': 'あいう\n\n'.repeat(100000) }, body: lines(5, '{{ include "parts/a.md" }}\n') }],
  ['bombs in registers', { files: { 'records.yaml': 'records: ' + '['.repeat(5000), 'glossary.yaml': 'terms:\n' + lines(5000, (i) => `  - {term: 用語${i}, definition: あ}`), 'roles.yaml': '\0' }, body: '用語1 用語2 ' }],
  ['a table of many records', { files: { 'records.yaml': 'records:\n' + lines(5000, (i) => `  - {id: D-${i}, title: 記録${i}}`) }, body: '{{ table records }}' }],
  ['bombs in handbook.yaml', { files: { 'handbook.yaml': 'title: &a [*a]\n' }, body: 'あ' }],
];

function measured(args, cwd) {
  const report = path.join(temporaryFolder('time'), 'time');
  const command = timer ? [timer, '-o', report, '-f', '%U %S %M', program, ...args] : [program, ...args];
  const begun = process.hrtime.bigint();
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', SOURCE_DATE_EPOCH: '1780272000' };
  const result = spawnSync(command[0], command.slice(1), { cwd, env, timeout: 60000 * factor, maxBuffer: 1 << 28 });
  const elapsed = Number(process.hrtime.bigint() - begun) / 1e9;
  // The processor's time: the machine may have other work.
  const [user, system, kilobytes] = timer ? fs.readFileSync(report, 'utf8').trim().split('\n').at(-1).split(' ').map(Number) : [elapsed, 0, 0];
  return { status: result.status, signal: result.signal, stderr: String(result.stderr), time: user + system, memory: kilobytes / 1024 };
}

let slowest = { time: 0 }, largest = { memory: 0 };
const only = process.argv[2];
table(cases.filter(([name]) => !only || name.includes(only)), (name, given) => {
  const text = given.front ?? (typeof given === 'string' ? document({ id: 'X-1', title: '題' }, given + '\n') : Buffer.isBuffer(given) ? given : document({ id: 'X-1', title: '題' }, given.body + '\n'));
  const handbook = smallHandbook({ ...given.files, 'procedures/x-1.md': text });
  const alone = writeTree(temporaryFolder('alone'), { 'a.md': given.front ?? given.body ?? given });
  const faults = [];
  for (const args of [['render', path.join(alone, 'a.md')], ['check', '--source', handbook], ['build', '--source', handbook, '--output', path.join(alone, 'out')]]) {
    const result = measured(args, alone);
    if (process.env.KITEI_VERBOSE) console.log(`${name} ${args[0]}: ${result.status} ${result.time} s ${Math.round(result.memory)} MB`);
    if (result.time > slowest.time) slowest = { ...result, name, command: args[0] };
    if (result.memory > largest.memory) largest = { ...result, name, command: args[0] };
    if (result.signal !== null || ![0, 1].includes(result.status)) faults.push(`${args[0]} ended with ${result.signal ?? result.status}: ${result.stderr.slice(0, 300)}`);
    if (result.status === 1 && !/ error: /.test(result.stderr)) faults.push(`${args[0]} says no error: ${result.stderr.slice(0, 300)}`);
    if (result.time > seconds) faults.push(`${args[0]} took ${result.time} s`);
    if (result.memory > megabytes) faults.push(`${args[0]} took ${Math.round(result.memory)} MB`);
  }
  assert.deepEqual(faults, []);
});
console.log(`slowest: ${slowest.name}, ${slowest.command}, ${slowest.time} s; largest: ${largest.name}, ${largest.command}, ${Math.round(largest.memory)} MB`);
