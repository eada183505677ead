// Edits of the text below the front matter: what an author does all day. Each takes the blocks of a body (parted by blank lines)
// and what to draw with, and changes the blocks in place; the same table serves every kind of document.
import { documents, ids } from './handbook.mjs';

const clauses = ['purpose', 'duty', 'review', 'handling', 'method', 'privileged', 'steps', 'contact', 'check', 'table-1', 'flow', 'root', 'start', 'nowhere'];

// A reference in one of its forms; most of them lead somewhere.
export function reference({ random, pick }) {
  const id = pick(ids);
  return pick([
    () => `[[${id}]]`, () => `[[${id}]]`, () => `[[KT-01#${pick(['purpose', 'duty', 'review', 'handling'])}]]`, () => `[[TJ-01#${pick(['steps', 'flow', 'contact'])}]]`,
    () => `[[TJ-02#${pick(['check', 'table-1', 'records'])}]]`, () => `[[KT-02#art-${1 + random(3)}]]`, () => `[[KT-01#art-1..art-${2 + random(2)}]]`,
    () => `[[${id}#${pick(clauses)}]]`, () => `[[${id}@1.${random(2)}]]`, () => `[[control:${pick(['5.1', '5.3', '8.2', '9.9'])}]]`,
    () => '[[requirement:7.1]]', () => `[[term:${pick(['隔離', '特権', '知らない語'])}]]`, () => '[[law:個人情報保護法]]',
    () => `管理策 ${pick(['5.1', '5.2', '8.2'])}`, () => `箇条 7.${1 + random(2)}`, () => `【${pick(['台帳', '点検記録', '台帳', '知らない記録'])}】`,
    () => `${pick(['情報管理規程', '認証規程'])}第${1 + random(3)}条${pick(['', '第1項', '第2項'])}`, () => `第${1 + random(3)}条`, () => pick(['前条', '次条', '同条', '別表第1', '附則第1項', '第1章']),
    () => `[別の文書](../${pick(documents)}${pick(['', '#purpose', '#method'])})`, () => '[外](https://example.com/)', () => `[章](#${pick(clauses)})`,
  ])();
}

const sentence = (draw) => draw.pick([
  () => `文${draw.random(1000)}を足す。`, () => `${reference(draw)}による。`, () => `${reference(draw)}と${reference(draw)}を見る。`,
  () => `${draw.pick(['隔離', '特権', '情報資産', '多要素認証', 'MFA'])}を行う。`, () => `**強く**${draw.random(9)}と《《必ず》》。`,
  () => '<ruby>冪等<rt>べきとう</rt></ruby>とする。', () => `期間は{{ days }}日、{{ date 2026-04-0${1 + draw.random(9)} | era }}から。`, () => '`code` と ~~消す~~。',
])();

// Places in a body. A paragraph is a block that is plain text; -1 when there is none.
const kindOf = (block) => (/^(#|\||```|>|!\[|{{|<|\[\^|: |表:|図:|※)/.test(block) || /\n: /.test(block) ? 'other' : /^(- |\d+\. )/.test(block) ? 'list' : 'paragraph');
const places = (blocks, test) => blocks.map((block, i) => (test(block) ? i : -1)).filter((i) => i >= 0);
const change = (blocks, draw, test, make) => {
  const found = places(blocks, test);
  if (found.length) { const i = draw.pick(found); blocks[i] = make(blocks[i]); }
};
const paragraph = (block) => kindOf(block) === 'paragraph';
const list = (block) => kindOf(block) === 'list';
const heading = (block) => block.startsWith('#') && !block.includes('\n');
const table = (block) => block.startsWith('|');
const insert = (blocks, draw, ...added) => blocks.splice(draw.random(blocks.length + 1), 0, ...added);
const atEnd = (blocks, draw, ...added) => blocks.push(...added);

// What an author may allow for a time.
const errors = ['unknown-document', 'unknown-clause', 'broken-link', 'broken-image', 'broken-anchor', 'placeholder'];

export const bodyEdits = [
  // name, weight, what it does
  ['paragraph changed', 8, (b, d) => change(b, d, paragraph, (text) => text + sentence(d))],
  ['sentence removed', 3, (b, d) => change(b, d, paragraph, (text) => text.replace(/[^。]*。$/, '') || '残り。')],
  ['one character', 4, (b, d) => change(b, d, paragraph, (text) => text.replace(/[はがをに]/, d.pick(['は', 'が', 'を', 'に'])))],
  ['paragraph inserted', 6, (b, d) => insert(b, d, sentence(d))],
  ['paragraph at the end', 3, (b, d) => atEnd(b, d, sentence(d))],
  ['paragraph removed', 4, (b, d) => { const found = places(b, paragraph); if (found.length > 1) b.splice(d.pick(found), 1); }],
  ['paragraphs exchanged', 2, (b, d) => { const found = places(b, paragraph); if (found.length > 1) [b[found[0]], b[found.at(-1)]] = [b[found.at(-1)], b[found[0]]]; }],
  ['line break inside', 1, (b, d) => change(b, d, paragraph, (text) => text.replace('。', '。\n'))],
  ['list item added', 3, (b, d) => change(b, d, list, (text) => text + `\n${text.startsWith('-') ? '-' : '9.'} ${sentence(d)}`)],
  ['list item removed', 2, (b, d) => change(b, d, list, (text) => text.replace(/\n[^\n]*$/, ''))],
  ['list added', 2, (b, d) => insert(b, d, `- 項目${d.random(100)}\n- ${sentence(d)}\n  - 内`)],
  ['cell changed', 3, (b, d) => change(b, d, table, (text) => text.replace(/\| [^|\n]* \|\n?$/, `| ${d.pick(['鍵', '窓', sentence(d)])}${d.random(100)} |`))],
  ['row added', 2, (b, d) => change(b, d, table, (text) => `${text}\n| 行${d.random(100)} | ${reference(d)} |`)],
  ['table with caption', 2, (b, d) => insert(b, d, `表: 一覧${d.random(100)} {#t${d.random(1000)}}`, '| 甲 | 乙 |\n|---|---|\n| 丙※1 | < |', '※1 注')],
  ['caption changed', 1, (b, d) => change(b, d, (text) => /^[表図]: /.test(text), (text) => text.replace(/^(.): [^ {]+/, `$1: 題${d.random(100)}`))],
  ['fenced table', 1, (b, d) => insert(b, d, `\`\`\`table\ncaption: 囲み${d.random(100)}\nrows:\n  - [甲, ${d.random(100)}]\n  - [^, 情報資産]\n\`\`\``)],
  ['code block', 2, (b, d) => insert(b, d, `\`\`\`sh\nrun --count ${d.random(100)} [[KT-01]]\n\`\`\``)],
  ['code changed', 1, (b, d) => change(b, d, (text) => text.startsWith('```sh'), (text) => text.replace(/\n```$/, `\nstep ${d.random(100)}\n\`\`\``))],
  ['image', 2, (b, d) => insert(b, d, `![図${d.random(10)}](../assets/${d.pick(['flow', 'zones'])}.svg)`)],
  ['image changed', 1, (b, d) => change(b, d, (text) => text.startsWith('!['), (text) => text.replace(/flow|zones/, d.pick(['flow', 'zones'])))],
  ['more than words in a link', 2, (b, d) => insert(b, d, `[![図](../assets/${d.pick(['flow', 'zones'])}.svg)${d.pick(['[[KT-01]]', '[[TJ-02]]', '[[term:隔離]]', ''])}](../procedures/tj-0${d.pick([2, 3, 3])}.md)`)],
  ['figure with caption', 1, (b, d) => insert(b, d, '![区域](../assets/zones.svg)', `図: 区域${d.random(100)} {width="60%"}`)],
  ['broken image', 1, (b, d) => insert(b, d, '![無い](../assets/none.svg)')],
  ['reference', 6, (b, d) => change(b, d, paragraph, (text) => text.replace(/。/, `、${reference(d)}。`))],
  ['reference replaced', 5, (b, d) => change(b, d, (text) => text.includes('[['), (text) => text.replace(/\[\[[^\]]*\]\]/, () => reference(d)))],
  ['references removed', 4, (b, d) => change(b, d, (text) => text.includes('[['), (text) => text.replace(/\[\[[^\]]*\]\]/g, '他の文書'))],
  ['footnote', 2, (b, d) => { const n = 10 + d.random(1000); change(b, d, paragraph, (text) => `${text}[^${n}]`); b.push(`[^${n}]: ${sentence(d)}`); }],
  ['footnote without text', 1, (b, d) => change(b, d, paragraph, (text) => `${text}[^u${d.random(9)}]`)],
  ['footnote text removed', 1, (b, d) => { const found = places(b, (text) => text.startsWith('[^')); if (found.length) b.splice(d.pick(found), 1); }],
  ['term for the first time', 3, (b, d) => b.unshift(`${d.pick(['隔離', '特権', '多要素認証', 'MFA', '情報資産'])}に触れる。`)],
  ['term no longer used', 3, (b, d) => { const term = d.pick(['隔離', '特権', '多要素認証', '情報資産']); b.forEach((text, i) => { b[i] = text.split(term).join('別の語'); }); }],
  ['term defined', 1, (b, d) => insert(b, d, `この文書で「用語${d.random(9)}」とは、例をいう。`)],
  ['definition list', 1, (b, d) => insert(b, d, `用語${d.random(100)}\n: 意味。${reference(d)}`)],
  ['record mentioned', 5, (b, d) => change(b, d, paragraph, (text) => `${text}【${d.pick(['台帳', '点検記録'])}】に記す。`)],
  ['record no longer mentioned', 4, (b) => b.forEach((text, i) => { b[i] = text.replace(/【[^】]*】/g, '帳面'); })],
  ['control mentioned', 3, (b, d) => change(b, d, paragraph, (text) => `${text}管理策 ${d.pick(['5.1', '5.2', '5.3', '8.1'])}による。`)],
  ['article written out', 3, (b, d) => change(b, d, paragraph, (text) => `${text}${d.pick(['情報管理規程', '認証規程', '基本方針'])}第${1 + d.random(4)}条による。`)],
  ['title of a document written', 1, (b, d) => change(b, d, paragraph, (text) => `${text}${d.pick(['登録手順', '点検手順', '特権手順'])}を見る。`)],
  ['heading changed', 3, (b, d) => change(b, d, heading, (text) => text.replace(/^(#+) [^ {]+/, `$1 題${d.random(100)}`))],
  ['heading added', 3, (b, d) => insert(b, d, `${d.pick(['#', '##'])} 追加${d.random(100)} {#added-${d.random(1000)}}`)],
  ['heading without address', 2, (b, d) => insert(b, d, `${d.pick(['#', '##', '###'])} 節${d.random(20)}`)],
  ['heading removed', 2, (b, d) => { const found = places(b, heading); if (found.length > 1) b.splice(d.pick(found), 1); }],
  ['address changed', 2, (b, d) => change(b, d, heading, (text) => text.replace(/{#[a-z0-9-]+/, `{#${d.pick(['purpose', 'duty', 'new', 'other'])}`))],
  ['duty of a clause', 2, (b, d) => change(b, d, heading, (text) => text.replace(/ \w+=\S+|}$/, ` ${d.pick(['every=1y', 'every=毎月', 'by=管理者', 'by=利用者', 'controls="5.2"', 'controls="8.1"', 'effective=2026-07-01'])}}`))],
  ['controls of a clause', 3, (b, d) => change(b, d, heading, (text) => text.replace(/ controls="[^"]*"/, '').replace('}', ` controls="${d.pick(['8.3', 'r:7.1', '5.3 8.1'])}"}`))],
  ['deleted article', 1, (b, d) => insert(b, d, '## 削除 {.deleted}')],
  ['supplementary provision', 1, (b, d) => atEnd(b, d, '# 附則 {.supplement}', `この規程は、2026年${4 + d.random(3)}月1日から施行する。`)],
  ['allowance', 2, (b, d) => insert(b, d, `<!-- kitei: allow ${d.pick(['odd-character', 'unknown-record', 'term-variant', 'duplicate-anchor, unsafe-html', 'no-such-code'])} until ${d.pick(['2026-12', '2026-06-01', '2026-03'])} -->`)],
  ['allowed errors', 3, (b, d) => insert(b, d, `<!-- kitei: allow ${errors.join(', ')} until ${d.pick(['2026-12', '2026-12', '2026-06-01', '2026-03'])} -->`, d.pick([
    '[[ZZ-99]]による。', '[無い](none.md)', '[[NEW-1]]と[[NEW-2#steps]]による。', '第99条と[[KT-01#nowhere]]による。', '![無い図](../assets/none.svg)', '担当は〇〇部とする。']))],
  ['allowances of everything', 1, (b, d) => b.unshift(`<!-- kitei: allow ${errors.join(', ')}, revision-missing, cadence-conflict until ${d.pick(['2026-12', '2026-05'])} -->`)],
  ['allowances go', 3, (b, d) => { const found = places(b, (text) => text.startsWith('<!-- kitei')); if (found.length) b.splice(d.pick(found), 1 + d.random(2)); }],
  ['allowances stay longer', 2, (b) => b.forEach((text, i) => { b[i] = text.replace(/(kitei: allow .*) until \S+/, '$1 until 2027-03-31'); })],
  ['allowance at the top', 1, (b, d) => b.unshift(`<!-- kitei: allow ${d.pick(['review-overdue', 'unused-term', 'suspect-link', 'odd-character'])} until 2026-12 -->`)],
  ['warning comes', 4, (b, d) => insert(b, d, d.pick(['半角ｶﾅを書く。', '<font color="red">赤</font>', '# 乙 {#same}\n\n# 丙 {#same}', '#### 深い見出し', '| 1 |\n|---|\n| 1 | 2 |', '印※9がない。', '![](../assets/flow.svg)', '# 毎月の点検 {every=1y}', '髙い﨑']))],
  ['note comes', 2, (b, d) => insert(b, d, d.pick(['することが望ましい。', '順守しない者に順守を求める。', '遵守する。', '# 1. 目的', '【ない記録】を書く。']))],
  ['error comes', 1, (b, d) => insert(b, d, d.pick(['担当は〇〇部とする。', '[[ZZ-99]]', '{{ no_such_name }}', '第99条による。', '[無い](none.md)']))],
  ['warnings go', 2, (b) => b.forEach((text, i) => { b[i] = /ｶﾅ|font|same|望ましい|順守|※9|知らない|髙い/.test(text) ? '直した。' : text; })],
  ['part included', 2, (b, d) => insert(b, d, `{{ include "parts/${d.pick(['contact', 'table'])}.md" }}`)],
  ['part no longer included', 1, (b) => { const i = b.findIndex((text) => text.includes('include')); if (i >= 0) b.splice(i, 1); }],
  ['register as a table', 2, (b, d) => insert(b, d, `{{ table ${d.pick(['records', 'roles', 'laws', 'contacts', 'external', 'documents', 'documents kind=regulation'])} }}`)],
  ['alert', 1, (b, d) => insert(b, d, `> [!${d.pick(['NOTE', 'WARNING', 'COLUMN'])}]\n> ${sentence(d)}`)],
  ['quotation', 1, (b, d) => insert(b, d, `> ${sentence(d)}`)],
  ['comment', 1, (b, d) => insert(b, d, `<!-- 覚え${d.random(100)} -->`)],
  ['blank lines', 1, (b, d) => insert(b, d, '')],
  ['body emptied', 1, (b) => b.splice(0, b.length, '空にした。')],
];
