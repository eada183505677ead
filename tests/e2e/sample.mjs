// The sample handbook agrees with itself: what it must hold, dates and approvals of its history, registers against texts.
// Its YAML is read by lines, as it is written there; a general YAML reader would hide nothing more.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { copyTree, kitei, root, sampleOutput, temporaryFolder } from './lib.mjs';

const content = path.join(root, 'content');
const read = (name) => fs.readFileSync(path.join(content, name), 'utf8');
const folders = ['policies', 'regulations', 'procedures', 'handbook', 'forms'];
const failures = [];
const check = (holds, message) => { if (!holds) failures.push(message); };

// ---- documents, with what stands in their front matter
const value = (text, key) => text.match(new RegExp(`^${key}: *(.*)$`, 'm'))?.[1].replace(/^"(.*)"$/, '$1');
const flow = (text, key) => text?.match(new RegExp(`[{ ]${key}: ([^,}]*)`))?.[1];

function readDocument(name, text) {
  const [, front, body] = text.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/);
  const rows = front.split(/^  - version: /m).slice(1).map((row) => {
    const field = (key) => row.match(new RegExp(`^    ${key}: *(.*)$`, 'm'))?.[1];
    return { version: row.match(/^"?([^"\n]*)/)[1], date: field('date'), approved: field('approved'), author: field('author'), approver: field('approver'), change: field('change'), summary: field('summary'), reason: field('reason'), text: row };
  });
  const top = front.split(/^revisions:$/m)[0];
  const approval = value(top, 'approval');
  return {
    name, body, front: top, rows, id: value(top, 'id'), title: value(top, 'title'), partOf: value(top, 'part_of'), version: value(top, 'version'),
    status: value(top, 'status'), author: value(top, 'author'), approver: value(top, 'approver'), approved: value(top, 'approved_date'),
    effective: value(top, 'effective_date'), established: value(top, 'established_date'), owner: value(top, 'owner'),
    approval: approval && { ref: flow(approval, 'ref'), date: flow(approval, 'date') },
    reviews: [...top.matchAll(/^  - \{date: (\d{4}-\d\d-\d\d), .*result: ([^,}]*)/gm)].map((m) => ({ date: m[1], result: m[2] })),
    aliases: (value(top, 'aliases') ?? '').replace(/[[\]]/g, '').split(', ').filter(Boolean),
  };
}

function readSoa(text) {
  const unindented = text.match(/^document:\n([\s\S]*?)^catalog:/m)[1].replace(/^  /gm, '');
  return readDocument('soa.yaml', `---\n${unindented}---\n`);
}

function readEdition(folder) {
  const documents = new Map();
  for (const kind of folders) {
    for (const file of fs.readdirSync(path.join(content, folder, kind)).sort()) {
      const document = readDocument(path.join(folder, kind, file), read(path.join(folder, kind, file)));
      document.kind = kind;
      documents.set(document.id, document);
    }
  }
  const soa = readSoa(read(path.join(folder, 'soa.yaml')));
  documents.set(soa.id, { ...soa, kind: 'soa' });
  return documents;
}

const working = readEdition('.');
const editions = fs.readdirSync(path.join(content, 'editions')).sort().map((id) => ({ id, documents: readEdition(path.join('editions', id)) }));
const heads = [...working.values()].filter((d) => !d.partOf);
const alive = heads.filter((d) => d.status === 'approved');
const ofKind = (kind) => alive.filter((d) => d.kind === kind);

// ---- what the sample must hold
const entries = (name, key) => read(name).split(new RegExp(`^  - \\{?${key}: `, 'm')).slice(1);
const terms = entries('glossary.yaml', 'term');
const laws = entries('laws.yaml', 'id');
const records = entries('records.yaml', 'id').map((line) => ({ id: line.split(',')[0], title: flow(' ' + line, 'title'), form: flow(' ' + line, 'form'), owner: flow(' ' + line, 'owner'), retention: line.match(/retention: ("[^"]*"|[^,}]*)/)?.[1], classification: flow(' ' + line, 'classification') }));
assert.deepEqual(editions.map((e) => e.id), ['2024.1', '2025.1', '2025.2']);
assert.equal(ofKind('regulations').length, 11);
assert.ok(ofKind('procedures').length >= 40, 'procedures');
assert.ok(ofKind('forms').length >= 20, 'forms');
assert.ok(terms.length >= 80, 'terms');
assert.ok(laws.length >= 20, 'laws');
for (const term of terms) check(/^    reading: [ぁ-んー]+$/m.test(term) && /^    definition: ./m.test(term), `glossary.yaml: ${term.split('\n')[0]} has no reading in kana or no definition`);
for (const law of laws) for (const key of ['title', 'number', 'authority', 'requires']) check(new RegExp(`^    ${key}: .`, 'm').test(law), `laws.yaml: ${law.split('\n')[0]} has no ${key}`);
const numbers = new Map(alive.map((d) => [value(d.front, 'number'), d]));
for (const law of laws) {
  for (const number of law.match(/^    documents: \[(.+)\]$/m)?.[1].split(', ') ?? ['']) {
    check(numbers.has(number) && value(numbers.get(number).front, 'classification') !== 'restricted', `laws.yaml: ${law.split('\n')[0]}: '${number}' is no document that everybody may know`);
  }
}
assert.ok(heads.filter((d) => d.rows.length >= 2).length >= 30, 'documents with two or more revisions');
assert.ok(heads.some((d) => d.status === 'retired' && /^replaced_by: \[\S+, \S+\]$/m.test(d.front)), 'one document is replaced by two');
assert.ok(heads.some((d) => d.aliases.length > 0), 'one document was renamed');
assert.ok(heads.some((d) => d.rows.some((row) => row.change === 'editorial')), 'an editorial revision');
assert.ok(heads.some((d) => /^moved_to: /m.test(d.front)) && heads.some((d) => /^removed: /m.test(d.front)), 'clauses that moved or are gone');
const urgent = [...editions[2].documents.values()].filter((d) => d.version !== editions[1].documents.get(d.id).version);
assert.deepEqual(urgent.map((d) => d.id), ['TJ-1001'], 'the urgent edition changes one document');

// ---- working days: national holidays of Japan and the days around new year
const holidays = new Set(`2024-01-01 2024-01-08 2024-02-12 2024-02-23 2024-03-20 2024-04-29 2024-05-03 2024-05-06 2024-07-15 2024-08-12 2024-09-16 2024-09-23
  2024-10-14 2024-11-04 2025-01-01 2025-01-13 2025-02-11 2025-02-24 2025-03-20 2025-04-29 2025-05-05 2025-05-06 2025-07-21 2025-08-11 2025-09-15 2025-09-23
  2025-10-13 2025-11-03 2025-11-24 2026-01-01 2026-01-12 2026-02-11 2026-02-23 2026-03-20 2026-04-29 2026-05-04 2026-05-05 2026-05-06 2026-07-20 2026-08-11
  2026-09-21 2026-09-22 2026-09-23 2026-10-12 2026-11-03 2026-11-23`.split(/\s+/));
function isWorkingDay(date) {
  const day = new Date(date + 'T00:00:00Z').getUTCDay();
  return day !== 0 && day !== 6 && !holidays.has(date) && !/-(12-29|12-30|12-31|01-02|01-03)$/.test(date);
}

// ---- approvals: who, when, by which decision
const executive = new Set(['TJ-0102', 'TJ-0103', 'TJ-0107', 'TJ-0111', 'TJ-1002', 'TJ-1004', 'YS-04', 'YS-05', 'YS-06', 'YS-08', 'YS-35', 'YS-44', 'YS-46', 'YS-56']);
const approverOf = (d) => (['policies', 'regulations', 'soa'].includes(d.kind) || executive.has(d.id) ? '経営責任者' : '情報セキュリティ責任者');
const dateOfRef = new Map();
for (const { id: edition, documents } of [...editions, { id: 'working', documents: working }]) {
  for (const d of documents.values()) {
    if (d.partOf) continue;
    const where = `${edition} ${d.id}`;
    check(d.rows.length > 0 && d.rows[0].version === d.version, `${where}: the newest revision is not ${d.version}`);
    check(d.approval && d.approval.date === d.approved, `${where}: approval and approved_date differ`);
    check(d.rows[0]?.approved === d.approved && d.rows[0]?.date === d.effective, `${where}: dates of the newest revision`);
    check(d.rows.at(-1)?.date === d.established, `${where}: established_date`);
    check(d.author !== d.approver && d.approver === approverOf(d), `${where}: approved by ${d.approver}, written by ${d.author}`);
    check(new Set(d.rows.map((row) => row.version)).size === d.rows.length, `${where}: a version stands twice in the table of revisions`);
    const known = dateOfRef.get(d.approval?.ref) ?? d.approval?.date;
    dateOfRef.set(d.approval?.ref, known);
    check(known === d.approval?.date, `${where}: ${d.approval?.ref} was decided on ${known} and on ${d.approval?.date}`);
    for (const [n, row] of d.rows.entries()) {
      check(row.approved <= row.date && isWorkingDay(row.approved) && isWorkingDay(row.date), `${where} ${row.version}: approved ${row.approved}, in force ${row.date}`);
      check(row.author !== row.approver && row.approver === approverOf(d), `${where} ${row.version}: approved by ${row.approver}, written by ${row.author}`);
      check(n === 0 || row.date < d.rows[n - 1].date, `${where} ${row.version}: order of the table`);
      check(n === d.rows.length - 1 || row.reason, `${where} ${row.version}: no reason`);
      check(!/(.{12,})\1/.test(`${row.summary}${row.reason ?? ''}`), `${where} ${row.version}: words repeated`);
    }
    for (const review of d.reviews) check(isWorkingDay(review.date), `${where}: reviewed on ${review.date}`);
    if (d.kind === 'regulations') {
      const supplement = d.body.split('{.supplement}')[1]?.split(/^# /m)[0] ?? '';
      const dates = [...supplement.matchAll(/(\d{4})年(\d+)月(\d+)日/g)].map((m) => `${m[1]}-${m[2].padStart(2, '0')}-${m[3].padStart(2, '0')}`);
      assert.deepEqual(dates, d.rows.map((row) => row.date).reverse(), `${where}: 附則 and revisions`);
    }
  }
}

// ---- history: each row is the same in every edition that holds it, and its text was published
const sequence = [...editions, { id: 'working', documents: working }];
for (const d of heads) {
  const published = new Set();
  for (const { documents } of sequence) {
    const held = [d.id, ...d.aliases].map((id) => documents.get(id)).find(Boolean);
    if (!held) continue;
    published.add(held.version);
    for (const row of held.rows) check(d.rows.find((r) => r.version === row.version)?.text.trim() === row.text.trim(), `${d.id}: revision ${row.version} was written otherwise before`);
  }
  for (const row of d.rows) check(published.has(row.version), `${d.id}: version ${row.version} is in no edition`);
}
for (const [n, year] of [[1, '2025'], [3, '2026']]) {
  for (const d of sequence[n].documents.values()) {
    const before = sequence[n - 1].documents.get(d.id);
    if (d.partOf || d.status !== 'approved' || before?.version !== d.version) continue;
    check(d.reviews.some((review) => review.date.startsWith(year) && review.result === '変更なし'), `${sequence[n].id} ${d.id}: unchanged, but not reviewed in ${year}`);
  }
}

// ---- registers against texts
const titles = new Set(records.map((record) => record.title));
const roles = new Set(entries('roles.yaml', 'id').map((entry) => entry.match(/^    title: (.*)$/m)[1]));
for (const record of records) {
  check(record.owner && record.retention && record.classification, `records.yaml: ${record.id} is incomplete`);
  check([...roles].some((role) => record.owner === role || record.owner.endsWith('の' + role)), `records.yaml: ${record.id}: ${record.owner} is no role`);
  if (record.form) check(working.get(record.form)?.title === record.title, `records.yaml: ${record.id} and ${record.form} have different titles`);
}
for (const form of ofKind('forms')) check(records.filter((record) => record.form === form.id).length === 1, `${form.id} is the form of no record, or of two`);
for (const d of working.values()) {
  for (const m of d.body.matchAll(/【([^】\n]+)】/g)) check(titles.has(m[1]), `${d.id}: 【${m[1]}】 is in no register`);
  for (const name of (value(d.front, 'records') ?? '').replace(/[[\]]/g, '').split(', ').filter(Boolean)) check(titles.has(name), `${d.id}: records: ${name}`);
}
// A telephone number or an address stands in handbook.yaml alone, and each variable is used.
const settings = read('handbook.yaml');
const everything = [...working.values()].map((d) => d.body + d.front).concat(['records', 'contacts', 'glossary', 'roles', 'laws', 'external'].map((name) => read(name + '.yaml'))).join('\n');
for (const [, name, text] of settings.match(/^variables:\n((?:  .*\n|\n)*)/m)[1].matchAll(/^  ([a-z0-9_]+): (.*)$/gm)) {
  check(new RegExp(`\\{\\{ ${name} \\}\\}`).test(everything), `handbook.yaml: ${name} is not used`);
  if (!/^\d+$/.test(text)) check(!everything.includes(text), `${text} is written out; use {{ ${name} }}`);
}
// What a heading sets for a month is in the year plan, in that month, with that role.
const plan = working.get('YS-33').body;
const months = new Map();
let month = 0;
for (const [, first, , who] of plan.matchAll(/^\| (\d+月|\^) \| (.*?) \| (.*?) \|/gm)) {
  if (first !== '^') month = Number(first.replace('月', ''));
  months.set(month, (months.get(month) ?? '') + who);
}
for (const d of working.values()) {
  for (const m of d.body.matchAll(/^#+ .*（(\d+)月）.*by="([^"]*)"/gm)) check(months.get(Number(m[1]))?.includes(m[2]), `${d.id}: the year plan has nothing of ${m[2]} in month ${m[1]}`);
}

// ---- the self check: 5 + 13 + 7 questions, the same in the form; each leads to a clause that exists
const checklist = read('checklists/self-check.yaml');
const groups = checklist.split(/^  - id: /m).slice(1).map((group) => group.match(/text: /g).length);
assert.deepEqual(groups, [5, 13, 7]);
assert.deepEqual([...checklist.matchAll(/\{value: (-?\d+)/g)].map((m) => Number(m[1])), [4, 2, 0, -1]);
for (const [, points, label] of checklist.matchAll(/\{value: (-?\d+), label: ([^}]*)\}/g)) {
  check(working.get('YS-47').body.includes(`${points.replace('-', '−')} ${label}`), `self-check.yaml: the answer '${label}' differs from YS-47`);
}
const questions = [...checklist.matchAll(/^      - \{id: "(\d+)", text: ([^,]*(?:、[^,]*)*), see: \[(.*?)\], controls: \[(.*?)\]\}$/gm)];
assert.equal(questions.length, 25);
for (const [, number, text, see] of questions) {
  check(new RegExp(`^\\| ${number} \\| [^|]* \\| ${text} \\|`, 'm').test(working.get('YS-47').body), `self-check.yaml: question ${number} differs from YS-47`);
  for (const [, id, address] of see.matchAll(/"([^"#]+)#([^"]+)"/g)) check(working.get(id)?.body.match(new RegExp(`\\{#${address}[ }]`)), `self-check.yaml: ${id}#${address} does not exist`);
}
const bands = [...checklist.matchAll(/\{from: (-?\d+), to: (\d+)/g)].map((m) => [Number(m[1]), Number(m[2])]).reverse();
assert.deepEqual([bands[0][0], bands.at(-1)[1]], [-25, 100]);
bands.slice(1).forEach(([from], n) => assert.equal(from, bands[n][1] + 1, 'score bands without a gap'));

// ---- catalogues and the statement of applicability
const catalogue = (name) => read(`catalogs/${name}.yaml`);
const ids = (text) => [...text.matchAll(/^ +- id: "?([^"\n]+)"?\n +title: /gm)].map((m) => m[1]);
const nist = new Set(ids(catalogue('nist-csf-2.0')).filter((id) => /-\d\d$/.test(id)));
assert.equal(nist.size, 106);
assert.equal(ids(catalogue('nist-csf-2.0')).filter((id) => /^[A-Z]{2}\.[A-Z]{2}$/.test(id)).length, 22);
for (const name of ['iso27001-2022', 'iso27001-2022-clauses']) {
  const maps = [...catalogue(name).matchAll(/maps: \{nist-csf-2\.0: (.*)\}/g)];
  const controls = ids(catalogue(name)).filter((id) => id.includes('.'));
  assert.equal(maps.length, controls.length, `${name}: each entry was compared with CSF 2.0`);
  for (const [, list] of maps) for (const id of list.replace(/[[\]]/g, '').split(', ')) check(id === 'none' || nist.has(id), `${name}: no subcategory ${id}`);
}
const reasons = [...read('soa.yaml').matchAll(/^  "(\d\.\d+)": \{applicable: (yes|no), status: (\w+), reason: "(.*)"\}$/gm)];
assert.equal(reasons.length, 93);
assert.equal(new Set(reasons.map((m) => m[4])).size, 93, 'each reason is its own');
const risks = new Set([...working.get('TJ-0101').body.matchAll(/^\| (R-\d\d) \| \S/gm)].map((m) => m[1]));
for (const { id, documents } of sequence) {
  const soa = read(path.join(id === 'working' ? '.' : path.join('editions', id), 'soa.yaml'));
  const listed = [...soa.matchAll(/^#   (R-\d\d) (.*)$/gm)].map((m) => m[1] + m[2]);
  assert.deepEqual([...documents.get('TJ-0101').body.matchAll(/^\| (R-\d\d) \| (.*) \|$/gm)].map((m) => m[1] + m[2]), listed, `${id}: the numbers of risks`);
}
for (const [, control, applicable, status, reason] of reasons) {
  for (const risk of reason.match(/R-\d\d/g) ?? []) check(risks.has(risk), `soa.yaml: ${control}: ${risk} is not in the list`);
  check((applicable === 'no') === (status === 'none'), `soa.yaml: ${control}: ${applicable} and ${status}`);
  if (applicable === 'yes') check(/R-\d\d|法|契約/.test(reason), `soa.yaml: ${control} names no risk, law or contract`);
}
assert.ok(new Set(reasons.map((m) => m[3])).size === 4, 'all four states occur');

// ---- the program agrees
if (failures.length) console.error(failures.join('\n'));
assert.equal(failures.length, 0);
const result = kitei(['check', '--strict', '--as-of', '2026-06-01', '--source', content]);
assert.equal(result.status, 0, result.stderr);
const model = JSON.parse(fs.readFileSync(path.join(sampleOutput, 'site-audit/2026.1/handbook.json'), 'utf8'));
const covered = (catalog) => model.controls.filter((c) => c.catalog === catalog && (c.documents.length > 0 || c.applicable === false)).length;
assert.equal(covered('iso27001-2022'), 93);
assert.equal(covered('iso27001-2022-clauses'), 34);
// ---- what README.md tells somebody who adopts the sample is enough for a first release
const adopted = copyTree(content, path.join(temporaryFolder(), 'content'));
for (const gone of ['editions', 'procedures/tj-0309-mail.md', 'procedures/tj-0504-visitor-book.md']) fs.rmSync(path.join(adopted, gone), { recursive: true });
const steps = read('README.md').split('### 1.3 ')[1].split('### 1.4 ')[0];
const rules = [...steps.matchAll(/^\| `(.*?)` \| (?:`(.*?)`|（空）) \|$/gm)].map(([, from, to]) => [new RegExp(from.replaceAll('\\|', '|'), 'gm'), (to ?? '').replaceAll('\\n', '\n')]);
assert.equal(rules.length, 7);
const asNew = (text) => rules.reduce((result, [from, to]) => result.replace(from, to), text);
for (const kind of folders) {
  for (const file of fs.readdirSync(path.join(adopted, kind))) {
    const name = path.join(adopted, kind, file);
    fs.writeFileSync(name, asNew(fs.readFileSync(name, 'utf8')));
  }
}
const soaFile = path.join(adopted, 'soa.yaml');
fs.writeFileSync(soaFile, fs.readFileSync(soaFile, 'utf8').replace(/^document:\n([\s\S]*?)^catalog:/m, (_, lines) => `document:\n${asNew(lines.replace(/^  /gm, '')).replace(/^(?=.)/gm, '  ')}catalog:`));
const first = kitei(['check', '--format', 'json', '--as-of', '2026-09-24', '--source', adopted]);
assert.equal(first.status, 0, first.stderr);
const told = JSON.parse(first.stdout).diagnostics.filter((d) => d.severity !== 'info');
assert.deepEqual([...new Set(told.map((d) => d.code))], ['supplement-mismatch']);
assert.equal(told.length, 11);
assert.equal(kitei(['release', '2026.1', '--effective', '2026-10-01', '--source', adopted]).status, 0);

console.log(`${heads.length} documents, ${heads.reduce((n, d) => n + d.rows.length, 0)} revisions, ${records.length} records, ${terms.length} terms, ${laws.length} laws agree`);
