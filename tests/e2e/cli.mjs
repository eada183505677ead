// The command line: exit statuses, streams, languages, help.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { kitei, program, smallHandbook, table, temporaryFolder, writeTree } from './lib.mjs';

const nowhere = temporaryFolder();
const handbook = smallHandbook();
const ja = { env: { LANG: 'ja_JP.UTF-8' } };

// name, arguments, options, exit status, pattern for stdout, pattern for stderr
const cases = [
  ['version', ['--version'], {}, 0, /^kitei \d+\.\d+\.\d+\n$/, /^$/],
  ['help', ['--help'], {}, 0, /build[\s\S]*check[\s\S]*revise[\s\S]*release[\s\S]*diff[\s\S]*asof[\s\S]*verify[\s\S]*render/, /^$/],
  ['help in Japanese', ['--help'], ja, 0, /サイト・Word 文書・配布パックを作成/, /^$/],
  ['help of a command', ['build', '--help'], {}, 0, /--as-of DATE/, /^$/],
  ['no command', [], {}, 2, /^$/, /./],
  ['unknown command', ['biuld'], {}, 2, /^$/, /did you mean 'build'\?/],
  ['unknown command in Japanese', ['chek'], ja, 2, /^$/, /「check」ではありませんか/],
  ['unknown option', ['build', '--soruce', 'x'], {}, 2, /^$/, /--soruce/],
  ['bad date', ['check', '--as-of', '2026-02-30', '--source', handbook], {}, 2, /^$/, /2026-02-30/],
  ['bad part', ['build', '--only', 'pdfs', '--source', handbook], {}, 2, /^$/, /pdfs/],
  ['bad jobs', ['build', '--jobs', '0', '--source', handbook], {}, 2, /^$/, /jobs/],
  ['no handbook', ['build'], { cwd: nowhere }, 2, /^$/, /handbook\.yaml/],
  ['no handbook at --source', ['check', '--source', nowhere], {}, 2, /^$/, /handbook\.yaml/],
  ['check is quiet when all is well', ['check', '--source', handbook], {}, 0, /^$/, /^$/],
  ['check as JSON', ['check', '--format', 'json', '--source', handbook], {}, 0, /^\{\s*"diagnostics": \[\],\s*"summary"/, /^$/],
  ['check as SARIF', ['check', '--format', 'sarif', '--source', handbook], {}, 0, /"version": "2\.1\.0"/, /^$/],
  ['render from standard input', ['render', '-'], { input: '# 題\n\n**「方針」**と\n続く\n' }, 0, /^<h1>題<\/h1>\n<p><strong>「方針」<\/strong>と続く<\/p>\n$/, /^$/],
  ['render as text', ['render', '--format', 'text', '-'], { input: '**太字** と [リンク](https://example.jp/)\n' }, 0, /^太字 と リンク\n$/, /^$/],
  ['render what is no UTF-8', ['render', '-'], { input: Buffer.from([0x93, 0xfa, 0x96, 0x7b]) }, 1, /^$/, /-:1:1: error: .*\[source-unreadable\]/],
  ['render a file that is not there', ['render', path.join(nowhere, 'no.md')], {}, 3, /^$/, /no\.md/],
  ['verify a file that is not there', ['verify', path.join(nowhere, 'no.zip')], {}, 3, /^$/, /no\.zip/],
  ['verify what is no pack', ['verify', path.join(handbook, 'handbook.yaml')], {}, 1, /^$/, /archive-broken/],
  ['asof before everything', ['asof', '1999-01-01', '--source', handbook], {}, 0, /^$/, /nothing was in force/],
  ['revise an unknown document', ['revise', 'ZZ-1', '--summary', 'x', '--source', handbook], {}, 2, /^$/, /ZZ-1/],
  ['release another edition', ['release', '2030.1', '--effective', '2030-04-01', '--source', handbook], {}, 2, /^$/, /2026\.1/],
];
table(cases, (name, args, options, status, stdout, stderr) => {
  const result = kitei(args, options);
  assert.equal(result.signal, null);
  assert.equal(result.status, status, result.stderr);
  assert.match(result.stdout, stdout);
  assert.match(result.stderr, stderr);
});

// The program is whole: the loader adds nothing but the C library at a start (generator/libraries.cmake).
// A program with sanitizers is an exception.
const objects = spawnSync(program, { env: { LD_TRACE_LOADED_OBJECTS: '1' }, encoding: 'utf8' }).stdout;
assert.match(objects, /libc\.so/);
if (!/libasan/.test(objects)) {
  for (const line of objects.trim().split('\n')) assert.match(line, /^\s*(linux-vdso\.so|libc\.so|libm\.so|\/\S*\/ld-linux)/);
}

// Found from below, output beside a folder named content and inside any other.
const content = path.join(temporaryFolder(), 'content');
fs.cpSync(handbook, content, { recursive: true });
assert.equal(kitei(['build'], { cwd: path.join(content, 'procedures') }).status, 0);
assert.ok(fs.existsSync(path.join(content, '../output/site/index.html')));
assert.equal(kitei(['build'], { cwd: path.dirname(content) }).status, 0);
assert.equal(kitei(['build', '--source', handbook]).status, 0);
assert.equal(kitei(['build', '--source', handbook]).status, 0, 'the output inside the handbook is not read as source');
assert.ok(fs.existsSync(path.join(handbook, 'output/site/index.html')));

// Warnings are errors with --strict; diagnostics as JSON have columns in code points.
writeTree(handbook, { 'procedures/w.md': '---\nid: TJ-09\ntitle: 題名\nkinds: procedure\nversion: "1.0"\n---\n日本語の【ない記録】と [x](y.md)\n' });
assert.equal(kitei(['check', '--source', handbook]).status, 1);
const report = JSON.parse(kitei(['check', '--format', 'json', '--source', handbook]).stdout);
const link = report.diagnostics.find((d) => d.code === 'broken-link');
assert.deepEqual([link.path, link.line, link.column, link.severity], ['procedures/w.md', 7, 13, 'error']);
assert.ok(report.diagnostics.some((d) => d.code === 'unknown-key' && /kind/.test(d.hint)));
fs.writeFileSync(path.join(handbook, 'procedures/w.md'), '---\nid: TJ-09\ntitle: 題名\nversion: "1.0"\n---\n本文\n');
assert.equal(kitei(['check', '--source', handbook]).status, 0);
assert.equal(kitei(['check', '--strict', '--source', handbook]).status, 1);

// Parts that --only does not name stay as they are; a folder that cannot be written is the world's fault.
const output = path.join(temporaryFolder(), 'o');
assert.equal(kitei(['build', '--source', handbook, '--output', output, '--only', 'docx']).status, 0);
assert.ok(fs.existsSync(path.join(output, 'site/docx/2026.1/TJ-01.docx')));
assert.ok(!fs.existsSync(path.join(output, 'site/2026.1')));
assert.equal(kitei(['build', '--source', handbook, '--output', output, '--only', 'site']).status, 0);
assert.ok(fs.existsSync(path.join(output, 'site/docx/2026.1/TJ-01.docx')));
writeTree(handbook, { 'soa.yaml': 'document: {id: SOA-1, title: 適用宣言書, version: "1.0"}\ncatalog: test\ncontrols:\n  "5.1": {applicable: yes, reason: =1+1, status: implemented}\n  "5.2": {applicable: yes, reason: 契約, status: planned}\n' });
assert.equal(kitei(['build', '--source', handbook, '--output', output, '--only', 'exports']).status, 0);
assert.match(fs.readFileSync(path.join(output, 'site/exports/2026.1/soa.csv'), 'utf8'), /^\ufeff[^\n]*\r\n5\.1,/);
assert.ok(fs.existsSync(path.join(output, 'site/2026.1/index.html')));
fs.writeFileSync(path.join(nowhere, 'file'), '');
assert.equal(kitei(['build', '--source', handbook, '--output', path.join(nowhere, 'file', 'o')]).status, 3);

// The smallest handbook: a title and one document. Without `edition:` the working tree is built as `draft`.
const small = writeTree(temporaryFolder(), { 'handbook.yaml': 'title: Handbook\nlanguage: en\n', 'policies/p.md': '---\nid: P-1\ntitle: "A/B: <1>"\n---\n# Purpose\n' });
const made = path.join(temporaryFolder(), 'o');
assert.equal(kitei(['build', '--source', small, '--output', made]).status, 0);
for (const file of ['site/draft/policy/P-1.html', 'site/latest/policy/P-1.html', 'site/docx/draft/P-1.docx', 'site/draft/handbook.json']) {
  assert.ok(fs.existsSync(path.join(made, file)), file);
}
