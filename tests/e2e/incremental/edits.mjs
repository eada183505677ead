// Edits of everything but the text of one document: front matter, files, registers, catalogues, configuration, templates, theme,
// frozen editions, times of files, the command itself. Each takes a course ({folder, share, options}, see course.mjs) and what to draw with.
import fs from 'node:fs';
import path from 'node:path';
import { document, kitei } from '../lib.mjs';
import { bodyEdits } from './body_edits.mjs';
import { nextVersion } from './course.mjs';
import { documents, handbook, plain, secret } from './handbook.mjs';

const at = (course, name) => path.join(course.folder, name);
const read = (course, name) => (fs.existsSync(at(course, name)) ? fs.readFileSync(at(course, name), 'utf8') : null);
const write = (course, name, text) => { fs.mkdirSync(path.dirname(at(course, name)), { recursive: true }); fs.writeFileSync(at(course, name), text); };
const change = (course, name, make) => { const text = read(course, name); if (text !== null) write(course, name, make(text)); };
const remove = (course, name) => fs.rmSync(at(course, name), { recursive: true, force: true });
const touch = (course, name, time = new Date()) => { if (fs.existsSync(at(course, name))) fs.utimesSync(at(course, name), time, time); };

// What words may name beside nothing: clauses of documents that the text did not lead to before, there or not, and others.
const namings = ['', '', '', '', '（認証規程第3条）', '（認証規程第3条第9項）', '（KT-02第1条）', '（[[KT-02#art-3]]）', '（[[KT-02#art-99]]）', '（前条）', '（他社規程第2条）', '（管理策 5.1）'];

// Edits of one body, so and so many in one save.
function editBody(course, draw, name = draw.pick(course.documents()), count = 1 + (draw.random(4) === 0 ? draw.random(3) : 0)) {
  const did = [];
  change(course, name, (text) => {
    const end = bodyAt(text);
    const blocks = text.slice(end).trim().split(/\n\n+/);
    for (let i = 0; i < count; i++) {
      const [edit, , run] = draw.row(bodyEdits);
      run(blocks, draw);
      did.push(edit);
    }
    return text.slice(0, end) + blocks.join('\n\n') + '\n';
  });
  return `${name}: ${did.join(', ')}`;
}

const bodyAt = (text) => text.indexOf('\n---\n') + 5;
const originalBody = (course, name) => change(course, name, (text) => text.slice(0, bodyAt(text)) + handbook[name].slice(bodyAt(handbook[name])));

// One key of the front matter gets another value; null takes it away.
const front = (key, values) => (course, draw) => {
  const name = draw.pick(course.documents());
  const value = draw.pick(values);
  change(course, name, (text) => {
    const old = new RegExp(`^${key}: .*\n`, 'm');
    if (value === null) return text.replace(old, '');
    return old.test(text) ? text.replace(old, `${key}: ${value}\n`) : text.replace('\n---\n', `\n${key}: ${value}\n---\n`);
  });
  return `${name}: ${value}`;
};
const entry = (file, pattern, values) => (course, draw) => change(course, file, (text) => text.replace(pattern, () => draw.pick(values)));
const line = (file, lines) => (course, draw) => change(course, file, (text) => text + draw.pick(lines));
const setting = (text) => (course) => change(course, 'handbook.yaml', (old) => (old.includes(text) ? old.replace(text, '') : old + text));
const sameSize = (course, name) => change(course, name, (text) => text.replace(/[はがを]/, (letter) => ({ は: 'が', が: 'を', を: 'は' })[letter]));

const lists = ['[KJ-01]', '[KT-01]', '[TJ-01, TJ-02]', '["KT-01@1.0"]', '[TJ-03]', '[KT-02]', null];
const newest = (course) => fs.readdirSync(at(course, 'editions'), { withFileTypes: true }).map((found) => found.name).sort().at(-1);

export const edits = [
  // name, weight, what it does
  ['nothing', 2, () => {}],
  ['body', 240, (course, draw) => editBody(course, draw)],
  ['words of a plain document', 150, (course, draw) => {
    const name = draw.pick(plain);
    const names = draw.pick(namings);
    change(course, name, (text) => text.replace(/。(足した語\d+[^。]*。)?/, `。足した語${draw.random(1000)}${names}。`));
    return `${name}: ${names}`;
  }],
  ['allowance in a plain document', 30, (course, draw) => {
    const name = draw.pick(plain);
    const allow = (until) => `<!-- kitei: allow odd-character until ${until} -->\n`;
    const now = draw.pick(['', '\n半角ｶﾅ。\n', `\n${allow('2026-12')}半角ｶﾅ。\n`, `\n${allow('2026-03')}半角ｶﾅ。\n`, `\n${allow('2026-12')}全角カナ。\n`]);
    change(course, name, (text) => text.replace(/\n(<!-- kitei: allow odd-character [^\n]*\n)?[半全]角..。\n/, '') + now);
    return `${name}: ${now.trim()}`;
  }],
  ['two bodies at once', 12, (course, draw) => `${editBody(course, draw)}; ${editBody(course, draw)}`],
  ['body of a secret document', 6, (course, draw) => editBody(course, draw, secret)],
  ['body and its front matter', 4, (course, draw) => `${editBody(course, draw)}; ${front('title', ['題一', '題二'])(course, draw)}`],
  ['body and a register', 4, (course, draw) => { line('records.yaml', [`  - {id: D-${draw.random(999)}, title: 知らない記録, owner: 管理者}\n`])(course, draw); return editBody(course, draw); }],
  ['body of one, reverted another', 4, (course, draw) => { const name = draw.pick(documents); originalBody(course, name); return `${editBody(course, draw)}; ${name}`; }],
  ['body as it was', 10, (course, draw) => { const name = draw.pick(documents); originalBody(course, name); return name; }],
  ['document as it was', 2, (course, draw) => { const name = draw.pick(documents); write(course, name, handbook[name]); return name; }],
  ['same size', 5, (course, draw) => { const name = draw.pick(documents); sameSize(course, name); return name; }],
  ['same size and time', 5, (course, draw) => {
    const name = draw.pick(documents);
    if (!fs.existsSync(at(course, name))) return name;
    const { atime, mtime } = fs.statSync(at(course, name));
    sameSize(course, name);
    fs.utimesSync(at(course, name), atime, mtime);
    return name;
  }],
  ['line ends', 2, (course, draw) => change(course, draw.pick(documents), (text) => (text.includes('\r') ? text.replace(/\r/g, '') : text.replace(/\n/g, '\r\n')))],
  ['touched', 3, (course, draw) => touch(course, draw.pick([...documents, 'handbook.yaml', 'records.yaml', 'assets/flow.svg']))],
  ['touched into the past', 2, (course, draw) => touch(course, draw.pick(documents), new Date('2020-01-01'))],
  ['written anew by rename', 3, (course, draw) => {
    const name = draw.pick(course.documents());
    fs.writeFileSync(at(course, name + '.tmp'), read(course, name) + (draw.random(2) ? `\n書き足す${draw.random(100)}。\n` : ''));
    fs.renameSync(at(course, name + '.tmp'), at(course, name));
    return name;
  }],

  ['title', 4, (course, draw) => front('title', [`題${draw.random(1000)}`, '情報管理規程', '手引き'])(course, draw)],
  ['id', 2, front('id', ['KJ-01', 'TJ-02', 'NEW-1', 'NEW-2'])],
  ['number', 2, front('number', ['規程-01', '手順-1', null])],
  ['kind', 2, front('kind', ['regulation', 'procedure', 'handbook', null])],
  ['part of a whole', 4, front('part_of', ['KT-01', 'TJ-01', 'TJ-04', null])],
  ['no part of a whole any more', 2, (course) => course.documents().forEach((name) => change(course, name, (text) => text.replace(/^part_of: .*\n/m, '')))],
  ['version', 3, front('version', ['"1.0"', '"1.1"', '"2.0"'])],
  ['status', 2, front('status', ['draft', 'review', 'approved', null])],
  ['retired', 1, (course, draw) => { const name = draw.pick(course.documents()); change(course, name, (text) => text.replace('\n---\n', '\nstatus: retired\nretired_date: 2026-05-01\nreplaced_by: TJ-02\n---\n')); return name; }],
  ['classification', 4, front('classification', ['public', 'internal', 'restricted'])],
  ['audience', 2, front('audience', ['[staff]', '[admins]', '[staff, admins]', null])],
  ['owner', 2, front('owner', ['管理者', '利用者', '別の人'])],
  ['dates', 2, front('effective_date', ['2026-04-01', '2026-06-15', '2026-03-15'])],
  ['review', 2, front('next_review', ['2027-04-01', '2026-05-01', null])],
  ['controls', 4, front('controls', ['["5.1"]', '["5.3", "8.2"]', '["r:7.1"]', '[]', '["9.9"]', null])],
  ['implements', 2, front('implements', lists)],
  ['related', 2, front('related', lists)],
  ['records', 2, front('records', ['[台帳]', '[点検記録, 台帳]', '[ない記録]', null])],
  ['duty', 2, front('every', ['1y', '6m', '毎月', null])],
  ['aliases', 2, front('aliases', ['[OLD-1]', '[OLD-1, OLD-2]', null])],
  ['moved clauses', 2, front('moved_to', ['{nowhere: "KT-01#purpose"}', '{steps: "TJ-02#check"}', null])],
  ['removed clauses', 1, front('removed', ['[nowhere]', '[purpose, method]', null])],
  ['numbering', 1, front('numbering', ['outline', 'articles', 'none', null])],
  ['allowance in front matter', 2, (course, draw) => change(course, draw.pick(course.documents()), (text) => text.replace('\n---\n', `\n# kitei: allow ${draw.pick(['review-overdue', 'unknown-control, unknown-document', 'revision-missing, cadence-conflict'])} until ${draw.pick(['2026-12', '2026-03'])}\n---\n`))],
  ['allowance in front matter goes', 2, (course, draw) => change(course, draw.pick(course.documents()), (text) => text.replace(/^# kitei: allow .*\n/m, ''))],
  ['revision', 2, (course, draw) => change(course, draw.pick(course.documents()), nextVersion)],

  ['document added', 3, (course, draw) => { const n = 10 + draw.random(20); write(course, `procedures/tj-${n}.md`, document({ id: `TJ-${n}`, title: `手順${n}`, controls: '["5.3"]' }, '# 足した {#nowhere}\n\n[[TJ-01#steps]]と【台帳】による。隔離する。\n')); }],
  ['plain document added', 4, (course, draw) => { const n = 30 + draw.random(5); write(course, `procedures/tj-${n}.md`, document({ id: `TJ-${n}`, title: `別の手順${n}`, number: `手順-${draw.random(99)}`, controls: '[]' }, '# 足した\n\n認証規程第1条による。\n')); }],
  ['added document removed', 4, (course) => { const name = course.documents().find((each) => /tj-\d\d\.md$/.test(each) && !documents.includes(each)); if (name) remove(course, name); return name; }],
  ['document removed', 3, (course, draw) => { const name = draw.pick(course.documents()); remove(course, name); return name; }],
  ['document moved', 3, (course, draw) => {
    const name = draw.pick(course.documents());
    const to = name.startsWith('forms') ? name : name.replace(/([^/]+)\.md$/, draw.pick(['$1-moved.md', 'deep/$1.md', 'a-$1.md']));
    fs.mkdirSync(path.dirname(at(course, to)), { recursive: true });
    fs.renameSync(at(course, name), at(course, to));
    return `${name} to ${to}`;
  }],
  ['documents exchanged', 1, (course) => { const [a, b] = ['procedures/tj-01.md', 'procedures/tj-02.md'].map((name) => read(course, name)); if (a && b) { write(course, 'procedures/tj-01.md', b); write(course, 'procedures/tj-02.md', a); } }],
  ['file that is no document', 1, (course, draw) => write(course, draw.pick(['README.md', 'memo.txt', 'procedures/.draft.md']), `覚え${draw.random(100)}\n`)],

  ['catalogue', 3, entry('catalogs/c.yaml', /title: (方針|役割|分離)\d*/, ['title: 方針', 'title: 役割1', 'title: 分離2'])],
  ['control added', 2, (course, draw) => change(course, 'catalogs/c.yaml', (text) => text + `      - {id: "8.${4 + draw.random(9)}", title: 足した管理}\n`)],
  ['control removed', 1, entry('catalogs/c.yaml', / {6}- {id: "5.3".*\n/, [''])],
  ['mention', 1, entry('catalogs/c.yaml', /mention: .*/, ['mention: ["管理策 {id}"]', 'mention: ["附属書A {id}", "管理策 {id}"]'])],
  ['catalogue for requirements', 1, entry('catalogs/r.yaml', /title: (資源|力量)\d*/, ['title: 資源', 'title: 力量3'])],
  ['soa', 3, entry('soa.yaml', /reason: [^,]+/, ['reason: 要', 'reason: 法令', 'reason: 契約'])],
  ['soa excluded', 1, entry('soa.yaml', /applicable: yes/, ['applicable: no'])],
  ['record renamed', 2, entry('records.yaml', /title: (台帳|点検記録|帳面)/, ['title: 台帳', 'title: 点検記録', 'title: 帳面'])],
  ['retention', 2, (course, draw) => entry('records.yaml', /retention: \w+/, [`retention: ${1 + draw.random(9)}y`])(course, draw)],
  ['term added', 3, line('glossary.yaml', ['  - {term: 窓口, reading: まどぐち, definition: 話す所。}\n', '  - {term: 申請, reading: しんせい, definition: 願い出ること。}\n', '  - {term: 文, reading: ぶん, definition: 書いたもの。}\n'])],
  ['term changed', 3, entry('glossary.yaml', /definition: [^,}]+/, ['definition: 値打ち。', 'definition: 価値のある情報。'])],
  ['term removed', 1, entry('glossary.yaml', / {2}- {term: (隔離|特権).*\n/, [''])],
  ['alias of a term', 1, entry('glossary.yaml', /aliases: \[.*?\]/, ['aliases: [MFA]', 'aliases: [二段階]', 'aliases: []'])],
  ['role', 2, entry('roles.yaml', /title: (管理者|責任者)/, ['title: 管理者', 'title: 責任者'])],
  ['role added', 2, line('roles.yaml', ['  - {id: auditor, title: 監査員, holder: 部長}\n', '  - {id: owner, title: 責任者, holder: 役員}\n'])],
  ['holder of a role', 1, entry('roles.yaml', /holder: (課長|係長)/, ['holder: 課長', 'holder: 係長'])],
  ['contact added', 1, line('contacts.yaml', ['  - {id: police, title: 警察, purpose: 相談, phone_or_url: "110", when: いつでも, caller: 利用者}\n'])],
  ['law', 2, entry('laws.yaml', /title: [^,]+/, ['title: 個人情報の保護に関する法律', 'title: 保護法'])],
  ['law renamed', 1, entry('laws.yaml', /id: [^,]+/, ['id: 個人情報保護法', 'id: 個情法'])],
  ['contact', 1, entry('contacts.yaml', /when: [^,]+/, ['when: 昼', 'when: 夜'])],
  ['external', 1, entry('external.yaml', /version: "\d+"/, ['version: "1"', 'version: "2"'])],
  ['register removed', 1, (course, draw) => remove(course, draw.pick(['laws.yaml', 'contacts.yaml', 'external.yaml', 'glossary.yaml', 'soa.yaml']))],
  ['allowance in a register', 1, line('records.yaml', ['# kitei: allow unknown-record until 2026-12\n'])],
  ['part', 5, (course, draw) => change(course, draw.pick(['parts/contact.md', 'parts/table.md']), (text) => text + `\n部品${draw.random(100)}。[[KT-02]]と【点検記録】。\n`)],
  ['part removed', 1, (course) => remove(course, 'parts/table.md')],
  ['image', 4, (course, draw) => change(course, draw.pick(['assets/flow.svg', 'assets/zones.svg']), (text) => text.replace(/#\d{6}/, `#${100000 + draw.random(899999)}`))],
  ['size of an image', 2, (course, draw) => change(course, 'assets/flow.svg', (text) => text.replace(/width="\d+"/, `width="${10 + draw.random(900)}"`))],
  ['image removed', 1, (course) => remove(course, 'assets/zones.svg')],
  ['image added', 1, (course) => write(course, 'assets/none.svg', handbook['assets/flow.svg'])],

  ['variable', 3, (course, draw) => entry('handbook.yaml', /contact: [^,}]+/, [`contact: 内線${draw.random(100)}`])(course, draw)],
  ['number in a variable', 2, (course, draw) => entry('handbook.yaml', /days: \d+/, [`days: ${draw.random(100)}`])(course, draw)],
  ['organisation', 1, (course, draw) => entry('handbook.yaml', /organisation: .*/, [`organisation: 会社${draw.random(100)}`])(course, draw)],
  ['name of the edition', 1, entry('handbook.yaml', /edition: .*/, ['edition: "2026.1"', 'edition: "2026.2"', 'edition: "2027"'])],
  ['sites', 3, entry('handbook.yaml', /sites: .*/, ['sites: [{id: staff, clearance: internal}]', 'sites: [{id: open, clearance: public}, {id: all, clearance: restricted}]', 'sites: [{id: staff, clearance: internal}, {id: all, clearance: restricted}]'])],
  ['allowances judged', 1, setting('checks: {allowance-unused: warning, allowance-ended: warning}\n')],
  ['checks', 2, setting('checks: {review-overdue: "off", unknown-record: warning, odd-character: info}\n')],
  ['glossary without links', 1, setting('glossary: {link: false}\n')],
  ['list markers', 1, setting('list_markers: {outline: ["①", "a)"]}\n')],
  ['kinds', 1, setting('kinds: [{id: regulation, label: 規則}]\n')],
  ['configuration as it was', 4, (course) => write(course, 'handbook.yaml', handbook['handbook.yaml'])],

  ['template', 3, (course, draw) => fs.appendFileSync(path.join(course.share, 'templates/html/parts/contents.html'), `<!-- ${draw.random(100)} -->`)],
  ['theme', 2, (course, draw) => fs.appendFileSync(path.join(course.share, 'themes/default/style.css'), `\n/* ${draw.random(100)} */`)],
  ['day', 6, (course, draw) => { course.options.day = draw.pick(['2026-06-01', '2026-06-02', '2026-04-01', '2026-07-01', '2027-05-01']); return course.options.day; }],
  ['language of messages', 2, (course) => { course.options.language = course.options.language === 'C.UTF-8' ? 'ja_JP.UTF-8' : 'C.UTF-8'; }],
  ['threads', 2, (course, draw) => { course.options.jobs = draw.pick(['1', '2', '3']); }],
  // More of them only: parts that are not asked for stay as they are, and a build from nothing has none.
  ['parts of the output', 1, (course) => { course.options.only = course.options.only === 'site' ? 'site,exports' : 'site,docx,packs,exports'; return course.options.only; }],

  ['release', 3, (course, draw) => {
    const edition = draw.pick(['2026.1', '2026.2', '2027']);
    const { status } = kitei(['release', edition, '--source', course.folder, '--effective', draw.pick(['2026-04-01', '2026-05-01', '2026-07-01'])]);
    if (status === 0 && draw.random(5) > 0) course.documents().forEach((name) => change(course, name, nextVersion));
    return `${edition}: ${status}`;
  }],
  ['frozen edition removed', 1, (course) => { if (fs.existsSync(at(course, 'editions')) && newest(course)) remove(course, `editions/${newest(course)}`); }],
  ['frozen edition altered', 1, (course) => { if (fs.existsSync(at(course, 'editions')) && newest(course)) change(course, `editions/${newest(course)}/procedures/tj-01.md`, (text) => text + '\n手を入れた。\n'); }],
];

