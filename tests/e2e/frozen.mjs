// What is made of frozen editions is not made again while nothing that it is made from changed; and it is when something did.
// To see it, a byte of such a file is changed behind the program's back, with its times as they were: what is made again is as
// it was, what stands keeps the byte. Every case begins with a build that made everything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei, readTree, smallHandbook, temporaryFolder, writeTree } from './lib.mjs';
import { begin, build, kinds, nextVersion, restore, snapshot, tree } from './incremental/course.mjs';

const course = begin(kinds.find(([name]) => name === 'everything, three editions'));
const at = (name) => path.join(course.folder, name);
const change = (name, make) => { const text = fs.readFileSync(at(name), 'utf8'); const changed = make(text); assert.notEqual(changed, text, name); fs.writeFileSync(at(name), changed); };
const first = snapshot(course);

// One file of each group; Word files and packs have keys of their own besides.
const groups = {
  'pages of the oldest edition': 'site/2025.1/regulation/KT-01.html',
  'pages of the newest edition': 'site/2025.3/documents.html',
  'pages of the second site': 'site-all/2025.2/procedure/TJ-03.html',
  'Word files': 'site/docx/2025.2/KT-01.docx',
  'data': 'site/2025.3/handbook.json',
  'comparison': 'site-all/changes/2025.1_2025.2/KT-01.html',
  'packs': 'packs/2025.2/staff.zip',
  'what is in force': 'site/latest/documents.html',
  'the history of TJ-01': 'site/id/TJ-01.html',
  'other histories': 'site/id/TJ-02.html',
};
const everything = Object.keys(groups);
const without = (...names) => everything.filter((name) => !names.includes(name));

// What is made again after `edit`; all other groups must stand.
const cases = [
  ['a text of the working tree', () => change('procedures/tj-01.md', (text) => text.replace('申請する', '願い出る')), []],
  ['a new version', () => change('procedures/tj-01.md', (text) => nextVersion(text).replace('申請する', '願い出る')), ['the history of TJ-01']],
  ['a title', () => change('regulations/kt-02.md', (text) => text.replace('title: 認証規程', 'title: 認証の規程')), []],
  ['a new document', () => change('procedures/tj-02.md', (text) => { fs.writeFileSync(at('procedures/tj-09.md'), text.replace('TJ-02', 'TJ-09').replace(/#table-1|#check|TJ-01#flow/g, '#x')); return text + '\n'; }), []],
  ['a register', () => change('records.yaml', (text) => text.replace('retention: 3y', 'retention: 5y')), []],
  ['a catalogue', () => change('catalogs/c.yaml', (text) => text.replace('title: 端末', 'title: 機器')), []],
  ['a theme', () => fs.appendFileSync(path.join(course.share, 'themes/default/style.css'), '/**/'), without('Word files')],
  ['a word of Word files', () => fs.appendFileSync(path.join(course.share, 'templates/docx/texts.ja.txt'), '# \n'), everything],
  ['a day like the one before', () => { course.options.day = '2026-06-02'; }, []],
  ['a day on which nothing was in force yet', () => { course.options.day = '2026-03-31'; }, without('Word files', 'packs')],
  ['the configuration', () => change('handbook.yaml', (text) => text.replace('organisation: 会社', 'organisation: 社').replace('days: 30', 'days: 31')), []],
  ['the order of secrecy', () => change('handbook.yaml', (text) => text.replace('}]\ndefault_classification', '}, {id: secret, label: 秘}]\ndefault_classification').replace('id: all, clearance: restricted', 'id: all, clearance: secret')), without('Word files', 'packs')],
  ['a pack', () => change('handbook.yaml', (text) => text.replace('title: 配布パック', 'title: 配布')), ['packs']],
  ['a document becomes secret', () => change('regulations/kt-02.md', (text) => text.replace('classification: internal', 'classification: restricted')),
    without('pages of the second site', 'Word files', 'comparison')],
  ['the id of a document', () => change('procedures/tj-01.md', (text) => text.replace('id: TJ-01', 'id: tj-01')), ['the history of TJ-01']],
  ['a former id', () => change('procedures/tj-01.md', (text) => text.replace('id: TJ-01', 'id: TJ-01\naliases: [TJ-99]')), ['the history of TJ-01']],
];

function spoil(file) {
  const reference = path.join(course.top, 'times');
  execFileSync('touch', ['-r', file, reference]);
  const bytes = fs.readFileSync(file);
  bytes[bytes.length - 1] ^= 1;
  fs.writeFileSync(file, bytes);
  execFileSync('touch', ['-r', reference, file]);
  return bytes;
}

for (const [name, edit, expected] of cases) {
  restore(course, first);
  const whole = await build(course, course.output, '--clean');
  assert.equal(whole.status, 0, `${name}: ${whole.stderr}`);
  const spoilt = Object.fromEntries(Object.entries(groups).map(([group, file]) => [group, spoil(path.join(course.output, file))]));
  edit();
  const after = await build(course, course.output);
  assert.equal(after.status, 0, `${name}: ${after.stderr}`);
  const again = Object.entries(groups).filter(([group, file]) => !fs.readFileSync(path.join(course.output, file)).equals(spoilt[group])).map(([group]) => group);
  assert.deepEqual(again, expected, `${name}: what is made again`);
}
assert.ok(Object.keys(readTree(path.join(course.output, '.kitei'))).filter((file) => file.startsWith('edition-')).length === 3, 'an edition is kept once');

// A text that was kept is damaged, and somebody asks for it: it is read from the sources, and kept anew.
{
  restore(course, first);
  await build(course, course.output, '--clean');
  const kept = Object.keys(readTree(path.join(course.output, '.kitei'))).filter((file) => file.startsWith('edition-'));
  for (const file of kept) spoil(path.join(course.output, '.kitei', file));
  change('procedures/tj-01.md', (text) => text.replace('申請する', '願い出る'));
  const after = await build(course, course.output);
  assert.match(after.stderr, /^kitei: .*(damaged|壊れている)/m);
  const files = tree(course.output);
  change('procedures/tj-01.md', (text) => text.replace('願い出る', '頼む'));
  assert.doesNotMatch((await build(course, course.output)).stderr, /^kitei: /m);
  change('procedures/tj-01.md', (text) => text.replace('頼む', '願い出る'));
  await build(course, course.output, '--clean');
  assert.deepEqual(tree(course.output), files);
}

// What is not among the names is damaged, and an edit asks for it: it is read from the sources, and what is kept anew is what was kept
// before. Of editions that nobody asks for the damage stays.
{
  restore(course, first);
  await build(course, course.output, '--clean');
  const kept = () => Object.fromEntries(Object.entries(readTree(path.join(course.output, '.kitei'))).filter(([file]) => file.startsWith('edition-')));
  const before = kept();
  const spoilt = Object.fromEntries(Object.entries(before).map(([file, bytes]) => {
    const sections = 16;  // after the line that says what the file is; each begins with its size and its sum
    const cards = sections + 16 + Number(bytes.readBigUInt64LE(sections));
    const damaged = Buffer.from(bytes);
    damaged[cards + 16 + 5] ^= 1;
    fs.writeFileSync(path.join(course.output, '.kitei', file), damaged);
    return [file, damaged];
  }));
  change('regulations/kt-02.md', (text) => text.replace('title: 認証規程', 'title: 認証の規程'));
  const after = await build(course, course.output);
  assert.equal(after.status, 0, after.stderr);
  assert.match(after.stderr, /^kitei: .*(damaged|壊れている)/m);
  const now = kept();
  const healed = Object.keys(before).filter((file) => now[file].equals(before[file]));
  assert.ok(healed.length > 0);
  for (const file of Object.keys(before)) assert.ok(healed.includes(file) || now[file].equals(spoilt[file]), file);
  const files = tree(course.output);
  await build(course, course.output, '--clean');
  assert.deepEqual(tree(course.output), files);
}

// An edit reads a part of older editions from one file. Where it asks for a whole one (an address is gone that only this one had) and that
// is missing or damaged, it is read from its sources, and what is said is the same.
{
  const part = begin(kinds.find(([name]) => name === 'one site, two editions'));
  const fresh = path.join(part.top, 'fresh');
  const regulation = path.join(part.folder, 'regulations/kt-01.md');
  const whole = fs.readFileSync(regulation, 'utf8');
  const kept = (name) => path.join(part.output, '.kitei', name);
  for (const hurt of [(file) => fs.rmSync(file), (file, bytes) => fs.writeFileSync(file, bytes.fill(1, 40, 50)), (file, bytes) => fs.writeFileSync(file, bytes.fill(1, bytes.length - 9))]) {
    fs.writeFileSync(regulation, whole);
    await build(part, part.output, '--clean');
    const files = fs.readdirSync(kept('.')).filter((name) => name.startsWith('edition-'));
    assert.equal(files.length, 2);
    assert.ok(fs.existsSync(kept('frozen-names')));
    let partial = 0;
    for (const file of files) {
      fs.writeFileSync(regulation, whole);
      await build(part, part.output);
      hurt(kept(file), fs.readFileSync(kept(file)));
      fs.writeFileSync(regulation, nextVersion(whole).replace('{#review ', '{#look-again '));
      const over = await build(part, part.output);
      partial += over.partial;
      const anew = await build(part, fresh, '--clean');
      assert.deepEqual([over.status, over.said], [anew.status, anew.said]);
      assert.match(over.said, /clause-removed/);
      assert.deepEqual(tree(part.output), tree(fresh));
    }
    assert.ok(partial > 0, 'only full builds test nothing');
  }
}

// With one site, pages alone, and a version that no edition has, an edit of a text reaches no other page of the draft either: a
// spoilt one stays. What compares the text with the newest edition is made again.
{
  const draft = begin(kinds.find(([name]) => name === 'one site, two editions'));
  const { status, stderr } = await build(draft, draft.output, '--clean');
  assert.equal(status, 0, stderr);
  const [list, redline] = ['site/2026.1/documents.html', 'site/changes/2025.2_2026.1/YS-01.html'].map((name) => path.join(draft.output, name));
  const spoilt = spoil(list);
  fs.appendFileSync(path.join(draft.folder, 'forms/ys-01.md'), '\n願い出る。\n');
  const after = await build(draft, draft.output);
  assert.equal(after.status, 0, after.stderr);
  assert.ok(fs.readFileSync(list).equals(spoilt), 'the list of documents stays');
  assert.match(fs.readFileSync(redline, 'utf8'), /願い出/, 'the comparison shows the new text');
}
// What lies in a frozen edition is looked at in every build: a file that is altered where it lies, comes, goes or is called otherwise is an
// error at once, also when its folder was taken as it was in the build before; and put back it is none.
{
  const altered = begin(kinds.find(([name]) => name === 'one site, two editions'));
  const whole = await build(altered, altered.output, '--clean');
  assert.equal(whole.status, 0, whole.stderr);
  const inside = (name) => path.join(altered.folder, 'editions/2025.1', name);
  const file = Object.keys(readTree(inside('procedures')))[0];
  const [victim, aside] = [inside(`procedures/${file}`), path.join(altered.top, 'aside')];
  const bytes = fs.readFileSync(victim);
  const files = tree(altered.output);
  for (const [name, hurt, heal] of [
    ['altered where it lies', () => fs.writeFileSync(victim, bytes.toString().replace(/。/, '、')), () => fs.writeFileSync(victim, bytes)],
    ['comes', () => fs.writeFileSync(inside('procedures/zz.md'), '# 目的\n'), () => fs.rmSync(inside('procedures/zz.md'))],
    ['comes in a new folder', () => { fs.mkdirSync(inside('new')); fs.writeFileSync(inside('new/zz.md'), '# 目的\n'); }, () => fs.rmSync(inside('new'), { recursive: true })],
    ['goes', () => fs.renameSync(victim, aside), () => fs.renameSync(aside, victim)],
    ['is called otherwise', () => fs.renameSync(victim, `${victim}.md`), () => fs.renameSync(`${victim}.md`, victim)],
  ]) {
    for (let i = 0; i < 2; i++) {  // folders that were touched just now are listed once more
      await new Promise((done) => setTimeout(done, 2100));
      assert.equal((await build(altered, altered.output)).status, 0, name);
    }
    hurt();
    const refused = await build(altered, altered.output);
    assert.equal(refused.status, 1, name);
    assert.match(refused.stderr, /editions\/2025\.1\/.*frozen-edition-altered/, name);
    heal();
    const healed = await build(altered, altered.output);
    assert.equal(healed.status, 0, `${name}: ${healed.stderr}`);
    assert.deepEqual(tree(altered.output), files, name);
  }
}

// Pieces of the search that the draft comes to share with a frozen edition are files of both: each stands once in the manifest.
{
  const many = (id, title, version) => document({ id, title, kind: 'procedure', version: `"${version}"` }, `\n## 目的\n\n${id}の手順を定める。\n`);
  const ids = Array.from({ length: 60 }, (_, i) => `TJ-${String(i + 10)}`);
  const folder = smallHandbook(Object.fromEntries(ids.map((id) => [`procedures/${id}.md`, many(id, `手順その${id}`, '1.0')])));
  const edition = (id) => writeTree(folder, { 'handbook.yaml': fs.readFileSync(path.join(folder, 'handbook.yaml'), 'utf8').replace(/edition: .*/, `edition: "${id}"`) });
  edition('2025.1');
  const released = kitei(['release', '2025.1', '--source', folder, '--effective', '2025-04-01']);
  assert.equal(released.status, 0, released.stderr);
  const [output, anew] = [temporaryFolder('search-shared'), temporaryFolder('search-anew')];
  const builds = (to, ...more) => {
    const built = kitei(['build', '--source', folder, '--output', to, '--only', 'site', '--as-of', '2026-06-01', '--timings', ...more]);
    assert.equal(built.status, 0, built.stderr);
    return built.stderr;
  };
  const titles = ['手順その一', '手順その二', '手順そのTJ-20', '手順その一', '手順そのTJ-20'];
  const revised = (title, i) => many('TJ-20', title, `1.${i + 1}`);
  edition('2026.1');
  builds(output);
  // What --timings says of files: all are looked at, and of what was frozen and kept none is read.
  const rowOf = (said, stage) => Number(said.match(new RegExp(`^${stage}.*?(\\d+) files`, 'm'))[1]);
  const sources = Object.keys(readTree(folder)), frozen = sources.filter((name) => name.startsWith('editions/'));
  assert.equal(rowOf(builds(output), 'look at files'), sources.length + Object.keys(tree(output)).length);
  edition('2026.2');
  assert.equal(rowOf(builds(output), 'read, parse'), sources.length - frozen.length);
  assert.equal(rowOf(builds(anew), 'read, parse'), sources.length);
  assert.deepEqual(tree(output), tree(anew));
  titles.forEach((title, i) => {
    writeTree(folder, { 'procedures/TJ-20.md': revised(title, i) });
    const said = builds(output);
    assert.doesNotMatch(said, /^read, parse/m, 'a full build tests nothing');
    builds(anew, '--clean');
    assert.deepEqual(tree(output), tree(anew), title);
  });
}
console.log(`${cases.length} edits beside three frozen editions`);
