// A year of a handbook: release, revise, diff, asof, latest by effective dates, retirement, altered editions, verify.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, smallHandbook, temporaryFolder } from './lib.mjs';

const handbook = smallHandbook();
const file = (name) => path.join(handbook, name);
const read = (name) => fs.readFileSync(file(name), 'utf8');
const write = (name, text) => fs.writeFileSync(file(name), text);
const edit = (name, from, to) => {
  assert.ok(read(name).includes(from), `${name} does not hold ${from}`);
  write(name, read(name).replaceAll(from, to));
};
const run = (status, ...args) => {
  const result = kitei([...args, '--source', handbook]);
  assert.equal(result.status, status, `${args.join(' ')}: ${result.stderr}`);
  return result;
};

edit('handbook.yaml', '2026.1', '2025.1');
for (const name of ['policies/kj-01.md', 'procedures/tj-01.md']) edit(name, '2026-04-01', '2025-04-01'), edit(name, '2026-03-02', '2025-03-03');
write('procedures/old.md', document({ id: 'TJ-90', title: '古い手順', approved_date: '2025-03-03', effective_date: '2025-04-01' }, '本文。\n'));
assert.match(run(2, 'release', '2024.9', '--effective', '2025-04-01').stderr, /2025\.1/);
assert.equal(run(0, 'release', '2025.1', '--effective', '2025-04-01').stdout, 'editions/2025.1\n');
assert.match(read('editions/2025.1/edition.yaml'), /sha256|[0-9a-f]{64}/);
run(1, 'release', '2025.1', '--effective', '2025-04-01');  // once is enough

// A change without a new version is found, also when only a variable changed it.
edit('handbook.yaml', '2025.1', '2026.1');
edit('procedures/tj-01.md', 'に従う。', 'に従い、台帳に記録する。');
const unrevised = kitei(['check', '--source', handbook]);
assert.equal(unrevised.status, 1);
assert.match(unrevised.stderr, /procedures\/tj-01\.md:\d+:\d+: error: .*\[revision-missing\]/);
assert.equal(run(0, 'revise', 'TJ-01', '--summary', '記録を追加', '--reason', '内部監査', '--effective', '2026-07-01').stdout, 'procedures/tj-01.md\n');
assert.match(read('procedures/tj-01.md'), /version: "1\.1"/);
assert.match(read('procedures/tj-01.md'), /記録を追加/);
edit('procedures/old.md', 'title: 古い手順', 'title: 古い手順\nstatus: retired\nretired_date: 2026-04-01');
fs.writeFileSync(file('procedures/draft.md'), document({ id: 'TJ-91', title: '草案', status: 'draft' }, '作成中〇〇。\n'));
assert.match(run(1, 'release', '2026.1', '--effective', '2026-04-01').stderr, /TJ-91/);
run(0, 'release', '2026.1', '--effective', '2026-04-01', '--skip-drafts');

// What was in force when.
const inForce = (date) => JSON.parse(run(0, 'asof', date, '--format', 'json').stdout).documents.map((d) => `${d.id} ${d.version}`);
assert.deepEqual(inForce('2025-03-31'), []);
assert.deepEqual(inForce('2025-04-01'), ['KJ-01 1.0', 'TJ-01 1.0', 'TJ-90 1.0']);
assert.deepEqual(inForce('2026-03-31'), ['KJ-01 1.0', 'TJ-01 1.0', 'TJ-90 1.0']);
assert.deepEqual(inForce('2026-04-01'), ['KJ-01 1.0', 'TJ-01 1.0']);
assert.deepEqual(inForce('2026-07-01'), ['KJ-01 1.0', 'TJ-01 1.1']);
assert.equal(kitei(['asof', 'yesterday', '--source', handbook]).status, 2);

// What changed.
const text = run(0, 'diff', '2025.1', '2026.1').stdout;
assert.match(text, /TJ-01/);
assert.match(text, /台帳に記録/);
assert.equal(run(0, 'diff', '2025.1', '2025.1').stdout.includes('TJ-01'), false);
assert.match(run(0, 'diff', 'TJ-01@1.0', 'TJ-01@1.1').stdout, /台帳に記録/);
assert.match(run(0, 'diff', '2025-05-01', '2026-08-01', 'TJ-01').stdout, /台帳に記録/);
run(2, 'diff', '2025.1', '2099.9');

// The site: latest/ by effective dates, a note about what is to come, history, banner data, redline.
const output = path.join(temporaryFolder(), 'out');
const build = (day) => assert.equal(kitei(['build', '--source', handbook, '--output', output, '--as-of', day]).status, 0);
const page = (name) => fs.readFileSync(path.join(output, 'site', name), 'utf8');
build('2026-05-01');
assert.ok(!page('latest/procedure/TJ-01.html').includes('台帳に記録'));
assert.match(page('latest/procedure/TJ-01.html'), /2026年7月1日/);
assert.ok(page('2026.1/procedure/TJ-01.html').includes('台帳に記録'));
assert.ok(!fs.existsSync(path.join(output, 'site/latest/procedure/TJ-90.html')) || page('latest/procedure/TJ-90.html').includes('廃止'));
assert.ok(!page('2026.1/documents.html').includes('草案'));
assert.ok(page('draft/procedure/TJ-91.html').includes('草案'), 'the working tree with the draft is an edition of its own');
assert.match(page('id/TJ-01@1.0.html'), /2025\.1/);
assert.match(page('changes/2025.1_2026.1/TJ-01.html'), /<ins[^>]*>[^<]*台帳に記録/);
const editions = JSON.parse(page('editions.json'));
assert.deepEqual(editions.map((e) => [e.id, e.effective_date, e.status]), [['2025.1', '2025-04-01', 'superseded'], ['2026.1', '2026-04-01', 'in-force'], ['draft', null, 'draft']]);
build('2026-07-01');
assert.ok(page('latest/procedure/TJ-01.html').includes('台帳に記録'));
const model = JSON.parse(page('latest/handbook.json'));
for (const entry of model.documents) {
  for (const url of [entry.url, entry.docx]) assert.ok(fs.existsSync(path.join(output, 'site/latest', url)), url);
}

// Sources equal to the frozen edition: no draft beside it.
fs.rmSync(file('procedures/draft.md'));
build('2026-07-01');
assert.ok(!fs.existsSync(path.join(output, 'site/draft')), 'a draft equal to the frozen edition is not built, and its pages are removed');

// An output folder and an edition that somebody altered.
assert.equal(kitei(['verify', output]).status, 0);
fs.appendFileSync(path.join(output, 'site/latest/index.html'), ' ');
const altered = kitei(['verify', output]);
assert.equal(altered.status, 1);
assert.match(altered.stderr, /latest\/index\.html/);
for (const [name, change] of [['changed', () => fs.appendFileSync(file('editions/2025.1/procedures/tj-01.md'), '追記')],
  ['added', () => fs.writeFileSync(file('editions/2025.1/procedures/new.md'), 'x')],
  ['removed', () => fs.rmSync(file('editions/2025.1/policies/kj-01.md'))]]) {
  const before = fs.mkdtempSync(path.join(temporaryFolder(), 'x'));
  fs.cpSync(handbook, before, { recursive: true });
  change();
  const result = kitei(['build', '--source', handbook, '--output', path.join(temporaryFolder(), 'o')]);
  assert.equal(result.status, 1, name);
  assert.match(result.stderr, /editions\/2025\.1\/.*\[frozen-edition-altered\]/, name);
  fs.rmSync(handbook, { recursive: true });
  fs.cpSync(before, handbook, { recursive: true });
}
// Line ends and a byte order mark are no change.
const frozen = file('editions/2025.1/procedures/tj-01.md');
fs.writeFileSync(frozen, '\ufeff' + fs.readFileSync(frozen, 'utf8').replaceAll('\n', '\r\n'));
run(0, 'check');
