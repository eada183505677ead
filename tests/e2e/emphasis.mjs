// Emphasis beside Japanese text against an independent implementation of the CJK-friendly rules (markdown-it): thousands of
// lines from a fixed seed, each a heading, so that nothing but inlines is compared.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { kitei, readTree, sampleOutput, temporaryFolder, unzip } from './lib.mjs';

const tools = process.env.KITEI_TOOLS;
if (!tools || !fs.existsSync(path.join(tools, 'node_modules/markdown-it-cjk-friendly'))) {
  console.log('skipped: markdown-it-cjk-friendly is not installed (tests/tools/install)');
  process.exit(77);
}
const resolver = createRequire(path.join(tools, 'package.json'));
const load = (name) => import(pathToFileURL(resolver.resolve(name)));
const MarkdownIt = (await load('markdown-it')).default;
const cjkFriendly = (await load('markdown-it-cjk-friendly')).default;
const judge = new MarkdownIt('commonmark').enable('strikethrough').use(cjkFriendly);
// GFM counts punctuation (P*) only; CommonMark has since added symbols (S*), which emoji are.
judge.utils = { ...judge.utils, isPunctChar: (c) => /^\p{P}/u.test(c) };

// Mulberry32: small, and the same everywhere.
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = ['a', 'b1', '方針', 'の', 'カナ', 'ｶﾅ', '한글', '中', 'é', '😀', '☀️', '㊗︎', '葛󠄀', '〜', '1', '々', 'ー', '𠮷', '©', '①'];
const marks = ['「', '」', '（', '）', '、', '。', '・', '『', '』', '：', '！', '？', '!', '.', ',', '(', ')', '“', '”', '…', '—', '−', '￥', '＊', '‼', '〰️', '§', '＿'];
const blanks = [' ', '　', ' ', ' '];

function line(next, runs) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  let text = '';
  const pieces = 3 + Math.floor(next() * 9);
  let last = false;  // runs that touch are one run
  for (let i = 0; i < pieces; ++i) {
    const r = next() * (last ? 0.58 : 1) + (last ? 0.42 : 0);
    last = r < 0.42;
    text += last ? pick(runs) : r < 0.7 ? pick(words) : r < 0.95 ? pick(marks) : pick(blanks);
  }
  return text.trim() === '' ? 'a' : text.trim();
}

// Runs that close in the order they opened, with words and marks around each: what people write.
function nested(next, depth = 0) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const filling = () => (next() < 0.5 ? pick(words) : pick(marks) + pick(words)) + (next() < 0.4 ? pick(marks) : '');
  if (depth > 2 || next() < 0.3) return filling();
  const run = pick(['*', '**', '~~', '***', '**']);
  return filling() + run + nested(next, depth + 1) + run + filling();
}

function compare(name, lines) {
  const folder = temporaryFolder('emphasis');
  const file = path.join(folder, 'a.md');
  fs.writeFileSync(file, lines.map((text) => '# ' + text + '\n').join('\n'));
  const result = kitei(['render', file]);
  assert.equal(result.status, 0, `${result.signal} ${result.stderr.slice(0, 500)}`);
  const ours = result.stdout.trimEnd().split('\n');
  assert.equal(ours.length, lines.length, name + ': one line each');
  let different = 0;
  lines.forEach((text, i) => {
    const theirs = judge.render('# ' + text).trimEnd().replaceAll('&quot;', '"').replace(/<(\/?)s>/g, '<$1del>');
    if (ours[i].replaceAll('&quot;', '"') === theirs) return;
    different += 1;
    if (different <= 20) console.error(`${name}: ${JSON.stringify(text)}\n  kitei     ${ours[i]}\n  judge     ${theirs}`);
  });
  assert.equal(different, 0, `${name}: ${different} of ${lines.length} lines differ`);
  assert.ok(!/[\uFDD0-\uFDEF]/.test(result.stdout), 'a marker character is left');
  console.log(`${name}: ${lines.length} lines agree`);
}

const make = (seed, count, how) => { const next = random(seed); return Array.from({ length: count }, () => how(next)); };
// Lines with runs of one length each: where lengths mix, the library behind kitei forgets an opener in some freak lines
// (`**a*b c* d*`), which later versions of CommonMark's algorithm mended. `nested` mixes them as people do.
for (const [seed, run] of [[1, '*'], [2, '**'], [3, '***'], [4, '_'], [5, '__'], [6, '~~']]) {
  compare('runs of ' + run, make(seed, 3000, (next) => line(next, [run])));
}
compare('two kinds', make(7, 3000, (next) => line(next, ['**', '__'])));
compare('nested', make(8, 6000, nested));

// The character that marks a run for the library behind kitei (U+FDD0) is in nothing that is written.
const mark = Buffer.from('\uFDD0');
let files = 0;
const search = (name, bytes) => {
  files += 1;
  assert.equal(bytes.indexOf(mark), -1, name);
  if (!/\.(docx|xlsx|zip)$/.test(name)) return;
  for (const [inside, part] of Object.entries(unzip(bytes))) search(name + '/' + inside, part);
};
if (sampleOutput && fs.existsSync(sampleOutput)) {
  // Word files of one edition and one pack hold every document; the rest is made from the same texts.
  const word = (name) => /^(site\/docx\/[^/]+\/[A-K]|packs\/)/.test(name);
  for (const [name, bytes] of Object.entries(readTree(sampleOutput))) {
    if (!/\.(docx|xlsx|zip)$/.test(name) || word(name)) search(name, bytes);
  }
  console.log(`no marker character in ${files} files of the sample`);
}
