// A build over an earlier one gives what a build from nothing gives, byte for byte, and says the same: after any edit, and
// after any damage to the output or to what kitei remembers. Edits are drawn from a fixed seed.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { copyTree, kitei, readTree, root, temporaryFolder, writeTree } from './lib.mjs';

const rounds = Number(process.env.KITEI_ROUNDS ?? 60);
let state = 20260601n;
const random = (below) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((state >> 33n) % BigInt(below));
};

// A small handbook with everything that pages depend on: editions, catalogues, registers, references, two sites.
const folder = path.join(temporaryFolder('incremental'), 'content');
const document = (i, text = '') => `---\nid: P-${i}\ntitle: 手順${i}\nkind: procedure\nversion: "1.${i % 3}"\nowner: 管理者\napprover: 責任者\n` +
  `effective_date: 2025-04-01\nnext_review: 2027-04-01\nclassification: ${i % 5 === 4 ? 'restricted' : 'internal'}\ncontrols: ["5.${1 + (i % 4)}"]\n` +
  `related: [P-${(i + 1) % 8}]\nrevisions:\n  - {version: "1.${i % 3}", date: 2025-04-01, summary: 改めた。}\n---\n\n## 目的 {#purpose}\n\n` +
  `この手順は[[P-${(i + 3) % 8}#purpose]]と管理策 5.2 による。{{ contact }}へ。${text}\n\n## 手順\n\n- 【台帳】に記す。\n\n| 表 | 値 |\n|---|---|\n| あ | ${i} |\n`;
const files = {
  'handbook.yaml': 'title: 規程集\norganisation: 会社\nlanguage: ja\nedition: "2"\ndefault_catalog: c\nvariables: {contact: 内線1}\n' +
    'classifications: [{id: internal, label: 社外秘}, {id: restricted, label: 関係者}]\n' +
    'sites: [{id: staff, clearance: internal}, {id: all, clearance: restricted}]\n',
  'catalogs/c.yaml': 'id: c\ntitle: 管理策\nmention: ["管理策 {id}"]\ngroups:\n  - id: "5"\n    title: 組織\n    controls:\n' +
    [1, 2, 3, 4].map((i) => `      - {id: "5.${i}", title: 管理${i}}\n`).join(''),
  'records.yaml': 'records: [{id: D-1, title: 台帳, owner: 管理者, retention: 3y}]\n',
  'soa.yaml': 'catalog: c\ncontrols:\n' + [1, 2, 3, 4].map((i) => `  "5.${i}": {applicable: yes, reason: 要, status: implemented}\n`).join(''),
};
for (let i = 0; i < 8; i++) files[`procedures/p${i}.md`] = document(i);
writeTree(folder, files);
assert.equal(kitei(['release', '2', '--source', folder, '--effective', '2025-04-01']).status, 0);
fs.writeFileSync(path.join(folder, 'handbook.yaml'), files['handbook.yaml'].replace('"2"', '"3"'));

// The program's own files too: templates and theme may be edited.
const share = temporaryFolder('share');
for (const part of ['templates', 'themes']) copyTree(path.join(root, part), path.join(share, part));

const change = (name, make) => {
  const file = path.join(folder, name);
  if (fs.existsSync(file)) fs.writeFileSync(file, make(fs.readFileSync(file, 'utf8')));
};
let next = 8;
const edits = {
  nothing: () => {},
  touch: () => fs.utimesSync(path.join(folder, 'handbook.yaml'), new Date(), new Date()),
  text: (i) => change(`procedures/p${i}.md`, (text) => text + `\n追記${random(1000)}。\n`),
  clause: (i) => change(`procedures/p${i}.md`, (text) => text + `\n## 追加${random(1000)}\n\n文。\n`),
  reference: (i) => change(`procedures/p${i}.md`, (text) => text + `\n[[P-${random(8)}]]を見る。\n`),
  unknown: (i) => change(`procedures/p${i}.md`, (text) => text + `\n【知らない台帳${random(9)}】\n`),
  title: (i) => change(`procedures/p${i}.md`, (text) => text.replace(/title: .*/, `title: 題${random(1000)}`)),
  version: (i) => change(`procedures/p${i}.md`, (text) => text.replace(/version: "[^"]*"\nowner/, `version: "2.${random(9)}"\nowner`)),
  secret: (i) => change(`procedures/p${i}.md`, (text) => text.replace(/classification: .*/, `classification: ${random(2) ? 'internal' : 'restricted'}`)),
  controls: (i) => change(`procedures/p${i}.md`, (text) => text.replace(/controls: .*/, `controls: ["5.${1 + random(4)}"]`)),
  revert: (i) => writeTree(folder, { [`procedures/p${i}.md`]: document(i) }),
  add: () => writeTree(folder, { [`procedures/p${next}.md`]: document(next++) }),
  remove: () => next > 8 && fs.rmSync(path.join(folder, `procedures/p${--next}.md`), { force: true }),
  rename: () => next > 8 && fs.existsSync(path.join(folder, `procedures/p${next - 1}.md`)) && (fs.renameSync(path.join(folder, `procedures/p${next - 1}.md`), path.join(folder, `procedures/q${next - 1}.md`)), fs.renameSync(path.join(folder, `procedures/q${next - 1}.md`), path.join(folder, `procedures/p${next - 1}.md`))),
  config: () => change('handbook.yaml', (text) => text.replace(/内線\d+/, `内線${random(100)}`)),
  organisation: () => change('handbook.yaml', (text) => text.replace(/organisation: .*/, `organisation: 会社${random(100)}`)),
  catalogue: () => change('catalogs/c.yaml', (text) => text.replace(/title: 管理1[^}]*/, `title: 管理1改${random(100)}`)),
  soa: () => change('soa.yaml', (text) => text.replace(/reason: 要\S*?,/, `reason: 要${random(100)},`)),
  records: () => change('records.yaml', (text) => text.replace(/retention: \S+?}/, `retention: ${1 + random(9)}y}`)),
  template: () => { const file = path.join(share, 'templates/html/parts/contents.html'); fs.appendFileSync(file, `<!-- ${random(100)} -->`); },
  theme: () => fs.appendFileSync(path.join(share, 'themes/default/style.css'), `\n/* ${random(100)} */`),
};
// What people and programs do to the output.
const output = path.join(temporaryFolder('output'), 'out');
const some = () => {
  const all = Object.keys(readTree(output, (name) => name === '.kitei'));
  return path.join(output, all[random(all.length)]);
};
const records = () => (fs.existsSync(path.join(output, '.kitei')) ? fs.readdirSync(path.join(output, '.kitei')) : []);
const damages = {
  none: () => {}, none2: () => {}, none3: () => {},
  removed: () => fs.rmSync(some()),
  altered: () => fs.appendFileSync(some(), 'x'),
  overwritten: () => { const file = some(); const bytes = fs.readFileSync(file); bytes[bytes.length >> 1] ^= 1; fs.writeFileSync(file, bytes); },
  record: () => { for (const name of records()) fs.appendFileSync(path.join(output, '.kitei', name), 'x'); },
  recordCut: () => { for (const name of records()) fs.truncateSync(path.join(output, '.kitei', name), 100); },
  recordGone: () => fs.rmSync(path.join(output, '.kitei'), { recursive: true, force: true }),
};

const cache = (name) => name === '.kitei';
const args = ['--source', folder, '--as-of', '2026-06-01', '--only', 'site,exports'];
const said = (result) => result.stderr.split('\n').filter((line) => !line.includes(' files, ') && !line.startsWith('kitei: what the last')).join('\n');
const pick = (table) => { const names = Object.keys(table); return names[random(names.length)]; };
for (let round = 0; round < rounds; round++) {
  const edit = round === 0 ? 'nothing' : pick(edits);
  const damage = round === 0 ? 'none' : pick(damages);
  edits[edit](random(8));
  damages[damage]();
  const env = { KITEI_SHARE: share };
  const over = kitei(['build', '--output', output, ...args], { env });
  const fresh = path.join(temporaryFolder('fresh'), 'out');
  const anew = kitei(['build', '--clean', '--output', fresh, ...args], { env });
  const where = `round ${round}: ${edit}, ${damage}`;
  assert.equal(over.status, anew.status, where + over.stderr);
  assert.equal(said(over), said(anew), where);
  if (anew.status !== 0) { edits.revert(0); continue; }
  const a = readTree(output, cache), b = readTree(fresh, cache);
  assert.deepEqual(Object.keys(a), Object.keys(b), where);
  for (const name of Object.keys(b)) assert.ok(a[name].equals(b[name]), `${where}: ${name}`);
  const again = kitei(['build', '--output', output, ...args], { env });
  assert.match(again.stderr, / 0 written, 0 removed/, where);
  assert.equal(said(again), said(over), where);
  fs.rmSync(path.dirname(fresh), { recursive: true });
}
console.log(`${rounds} edits`);
