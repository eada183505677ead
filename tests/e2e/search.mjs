// The search in a real Chromium from file://. What it finds is compared with a plain substring search over folded text: of
// the sample's pages as they are built, and of a hundred documents whose words are known from their making.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { document, kitei, sampleOutput, smallHandbook, temporaryFolder } from './lib.mjs';

const require = createRequire(path.join(process.env.KITEI_TOOLS, 'package.json'));
const { chromium } = require('playwright-core');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } });

async function open(file, query = '') {
  const tab = await context.newPage();
  const faults = [];
  tab.on('console', (message) => faults.push(message.text()));
  tab.on('pageerror', (error) => faults.push(String(error)));
  tab.on('requestfailed', (request) => faults.push('failed: ' + request.url()));
  tab.on('request', (request) => !request.url().startsWith('file:') && faults.push('foreign: ' + request.url()));
  await tab.goto('file://' + file + query);
  return { tab, faults };
}

async function found(folder, query) {
  const { tab, faults } = await open(path.join(folder, 'search.html'), '?q=' + encodeURIComponent(query));
  await tab.waitForSelector('#search-results[data-ready="true"]', { state: 'attached', timeout: 30000 });
  const result = await tab.evaluate(() => {
    const list = document.querySelector('#search-results');
    const ids = (selector) => Array.from(document.querySelectorAll(selector), (a) => decodeURIComponent(a.pathname.split('/').pop().replace(/\.html$/, '')));
    return {
      count: Number(list.dataset.count),
      direct: ids('#search-results > a[href]'),
      whole: ids('#search-results a[href]:not([data-clause])'),
      near: ids('#search-near > a[href]'),
      clauses: Array.from(list.querySelectorAll('a[data-clause]'), (a) => [a.getAttribute('href'), a.dataset.clause]),
      status: document.querySelector('#search-status').textContent,
      hints: document.querySelector('#search-hints').textContent,
      marks: Array.from(list.querySelectorAll('mark'), (mark) => mark.textContent),
    };
  });
  await tab.close();
  assert.deepEqual(faults, [], query);
  assert.equal(result.count, result.direct.length, `${query}: data-count`);
  assert.deepEqual(result.whole, result.direct, query);
  assert.equal(new Set(result.direct).size, result.direct.length, `${query}: a document twice`);
  for (const id of [...result.direct, ...result.near]) assert.match(id, /^[A-Za-z0-9]/);
  for (const [href, address] of result.clauses) {
    const [file, fragment] = href.split('#');
    assert.equal(decodeURIComponent(fragment), address);
    const page = fs.readFileSync(path.join(folder, file.split('?')[0]), 'utf8');
    assert.ok(page.includes(`id="${address}"`), `${query}: ${href} leads nowhere`);
  }
  return result;
}

const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
const holds = (text, query) => fold(query).split(' ').filter(Boolean).every((word) => text.includes(word));
const sorted = (ids) => [...ids].sort();

// ---- the sample: the oracle reads the pages ----

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
function words(html) {
  return html.replace(/<(rt|rp)>.*?<\/\1>/gs, '').replace(/<span class="number">.*?<\/span>/gs, '').replace(/<a class="permalink".*?<\/a>/gs, '')
    .replace(/<sup class="footnote-ref">.*?<\/sup>/gs, '').replace(/<p class="alert-label">.*?<\/p>/gs, '').replace(/<img[^>]* alt="([^"]*)"[^>]*>/g, '$1')
    .replace(/<(?!\/?(?:a|em|strong|code|del|sub|sup|kbd|ruby|wbr|span)\b)[^>]*>/g, '\n').replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (all, name) => entities[name]);
}
const sample = path.join(sampleOutput, 'site', 'latest');
const handbook = JSON.parse(fs.readFileSync(path.join(sample, 'handbook.json'), 'utf8'));
const pages = handbook.documents.filter((each) => each.status !== 'retired').map((each) => {
  const html = fs.readFileSync(path.join(sample, each.url), 'utf8');
  const from = html.indexOf('<div class="text">');
  const ends = ['<section class="relations', '<section class="revisions', '<nav class="pager', '</main>'].map((end) => html.indexOf(end, from)).filter((at) => at > 0);
  return { id: each.id, text: fold(each.title + '\n' + each.number + '\n' + (from < 0 ? '' : words(html.slice(from, Math.min(...ends))))) };
});
assert.ok(pages.length > 50);
const queries = ['アクセス権', '情報セキュリティ', '情報セキュリティ管理者', 'パスワード', '退職', '脆弱性', '委託先', 'バックアップ', 'クラウド', '持ち出し', '事故', '承認',
  '鍵', '様式', 'ウイルス', '利用者の', 'してはならない', '個人情報保護', '管理責任者', '入退室', '多要素認証', 'ＵＳＢ', 'usb', 'VPN', 'パスワード 管理', '退職　アカウント', 'ｱｸｾｽ', '存在しない語句', '教育及び訓練', '。', '12文字'];
let extra = 0;
let total = 0;
for (const query of queries) {
  const result = await found(sample, query);
  const expected = query === '。' ? [] : pages.filter((page) => holds(page.text, query)).map((page) => page.id);
  const missing = expected.filter((id) => !result.direct.includes(id));
  const more = result.direct.filter((id) => !expected.includes(id));
  assert.deepEqual(missing, [], `${query}: missing`);
  assert.deepEqual(more, [], `${query}: too many`);
  extra += more.length;
  total += expected.length;
}
assert.ok(total > 200, 'the queries find too little to say much');

// ---- a hundred documents of known words ----

let state = 7;
const below = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0, (state >>> 8) % n);
const pick = (list) => list[below(list.length)];
const nouns = ['情報資産', '情報セキュリティ', 'システム管理者', '部門管理者', '個人情報保護方針', '保護管理者', '管理台帳', 'アクセス権限', 'アクセス制御', 'サーバ', 'サーバー室', 'ログ', 'ログイン', '脆弱性', 'ぜい弱性', '外部記憶媒体', '媒体', '特権ID', 'ISMS事務局', 'RISM', 'A.5.18', '委託先', '再委託', '鍵'];
const verbs = ['を承認する', 'を点検し、記録する', 'の管理を行う', 'について見直す', 'を取り扱う', 'の申請書を保管する', 'を速やかに停止する', 'に関する教育を行う'];
const files = {};
const texts = {};
for (let i = 1; i <= 100; i += 1) {
  const id = `GEN-${String(i).padStart(3, '0')}`;
  const lines = [];
  const body = [];
  for (let h = 0; h < 4; h += 1) {
    const title = pick(nouns) + 'の' + pick(['手順', '基準', '確認']);
    body.push(`## ${title}\n`);
    lines.push(title);
    for (let k = 0; k < 3; k += 1) {
      const [a, b, c] = [pick(nouns) + 'は、' + pick(nouns) + pick(verbs) + '。', pick(nouns), pick(verbs)];
      // A line break in the middle of Japanese text is no space.
      body.push(k === 0 ? `${a}\n**${b}**${c}。\n` : k === 1 ? `- ${a}\n- ${b}${c}\n` : `| 項目 | 内容 |\n|---|---|\n| ${b} | ${a} |\n`);
      lines.push(...(k === 0 ? [a + b + c + '。'] : k === 1 ? [a, b + c] : ['項目', '内容', b, a]));
    }
  }
  const title = `${pick(nouns)}実施手順その${i}`;
  files[`procedures/gen-${i}.md`] = document({ id, number: `第${i}号`, title, kind: 'procedure' }, '\n' + body.join('\n'));
  texts[id] = fold([title, `第${i}号`, ...lines].join('\n'));
}
for (const id of ['KJ-01', 'TJ-01']) texts[id] = id === 'KJ-01' ? fold('基本方針\nKJ-01\n目的\n守る。') : fold('実施手順\nTJ-01\n手順\n基本方針 目的 に従う。');
files['glossary.yaml'] = 'terms:\n  - {term: 情報資産, reading: じょうほうしさん, definition: 会社の情報。}\n  - {term: 脆弱性, reading: ぜいじゃくせい, aliases: [弱点], definition: 弱い所。}\n';
files['procedures/tj-02.md'] = document({ id: 'TJ-02', title: '番号だけの文書', controls: '["5.2"]', aliases: '[OLD-7]' }, '\n本文。\n');
texts['TJ-02'] = fold('番号だけの文書\nTJ-02\n本文。');
files['catalogs/test.yaml'] = ['id: test', 'title: テスト管理策', 'mention: ["管理策 {id}", "A.{id}"]', 'groups:', '  - id: "5"', '    title: 組織', '    controls:',
  '      - {id: "5.1", title: 方針}', '      - {id: "5.2", title: 役割}', ''].join('\n');
const source = smallHandbook(files);
const output = temporaryFolder('search');
const built = kitei(['build', '--source', source, '--output', output, '--only', 'site']);
assert.equal(built.status, 0, built.stderr);
const site = path.join(output, 'site', 'latest');
const known = ['情報資産', '情報セキュリティ', 'システム管理者', '部門管理者の管理', '管理者', '個人情報保護', '保護管理', 'アクセス権', 'サーバ', 'サーバー', 'サーバー室', 'ログ', 'ログイン', '脆弱性を', 'ぜい弱',
  '外部記憶媒体は、', '特権ＩＤ', 'isms', 'ISM', 'A.5.18', 'ａ．５．１８', '再委託', '鍵', '点検し、記録', '申請書 委託先', 'ログ 媒体 鍵', '第7号', '実施手順その1', '室の', 'なにもない', '項目', 'の管理を行う。鍵'];
for (const query of known) {
  const result = await found(site, query);
  const expected = Object.keys(texts).filter((id) => holds(texts[id], query));
  const references = result.direct.filter((id) => !expected.includes(id));
  assert.deepEqual(sorted(result.direct), sorted(expected), `${query}: ${references}`);
  if (expected.length > 0 && /^[^ ]+$/.test(query)) assert.ok(result.marks.some((mark) => fold(mark) === fold(query)), `${query} is marked nowhere`);
}

// ---- numbers, readings, several words ----

const one = async (query) => (await found(site, query)).direct;
for (const query of ['5.2', '５．２', 'A.5.2', 'Ａ．５．２', 'test:5.2']) {
  const ids = await one(query);
  assert.ok(ids.includes('TJ-02') && ids.includes('TJ-01'), `${query}: ${ids}`);
}
assert.deepEqual(await one('tj-02'), ['TJ-02']);
assert.deepEqual(await one('ＯＬＤ－７'), ['TJ-02']);
assert.equal((await one('第42号'))[0], 'GEN-042');
const reading = await found(site, 'じょうほうしさん');
assert.deepEqual(sorted(reading.direct), sorted(Object.keys(texts).filter((id) => texts[id].includes('情報資産'))));
assert.ok(reading.hints.includes('情報資産'), reading.hints);
assert.deepEqual(sorted(await one('ジョウホウシサン')), sorted(reading.direct));
assert.deepEqual(sorted(await one('弱点')), sorted(Object.keys(texts).filter((id) => texts[id].includes('脆弱性'))), 'another name of a term');
const some = await found(site, '情報資産 ぞうさん');
assert.equal(some.count, 0);
assert.ok(some.near.length > 0, 'documents with one of the words are offered');
assert.equal((await found(site, '')).count, 0);
for (const query of ['</script>', '"', '%', '\\', "' or 1", '()', '[', '*', '😀', 'あ'.repeat(3000)]) await found(site, query);

// ---- more text than is read at once: what a phrase is put together from leaves the list when its text comes into view ----

{
  const many = {};
  const right = [];
  for (let i = 1; i <= 300; i += 1) {
    const id = `BIG-${String(i).padStart(3, '0')}`;
    if (i % 3 === 0) right.push(id);
    const phrase = i % 3 === 0 ? '部門管理者の承認を得る。' : i % 3 === 1 ? '部門管理者の確認と、システム管理者の承認を得る。' : '確認を得る。';
    many[`procedures/big-${i}.md`] = document({ id, title: `長い手順その${i}`, kind: 'procedure' }, `\n# 手順\n\n${phrase}\n\n${'媒体を保管し、記録する。'.repeat(120)}\n`);
  }
  const folder = temporaryFolder('search-many');
  const made = kitei(['build', '--source', smallHandbook(many), '--output', folder, '--only', 'site']);
  assert.equal(made.status, 0, made.stderr);
  const { tab, faults } = await open(path.join(folder, 'site', 'latest', 'search.html'), '?q=' + encodeURIComponent('部門管理者の承認'));
  await tab.waitForSelector('#search-results[data-ready="true"]', { state: 'attached' });
  const now = () => tab.evaluate(() => ({
    count: Number(document.querySelector('#search-results').dataset.count),
    links: Array.from(document.querySelectorAll('#search-results > a[href]'), (a) => a.getAttribute('href').match(/BIG-\d+/)[0]),
    shown: Array.from(document.querySelectorAll('#search-results > a.hit:not([hidden])'), (a) => a.getAttribute('href').match(/BIG-\d+/)[0]),
    contexts: document.querySelectorAll('#search-results > .hit-context:not([hidden])').length,
    more: !document.querySelector('#search-more').hidden,
    said: document.querySelector('#search-status').textContent,
  }));
  const first = await now();
  assert.ok(first.links.length > right.length, 'every candidate was read: this tests nothing');
  assert.equal(first.said, `約${first.count}件の文書が見つかりました。`);
  for (let step = 0; step < 100 && (await now()).more; step += 1) {
    await tab.evaluate(() => { document.querySelector('#search-more').click(); document.querySelector('#search-more').click(); });
    await tab.waitForTimeout(30);
    const { links, count, shown, contexts } = await now();
    assert.equal(count, links.length);
    assert.equal(contexts, shown.length);
    assert.deepEqual(shown.filter((id) => !right.includes(id)), []);
    assert.deepEqual(right.filter((id) => !links.includes(id)), []);
  }
  const last = await now();
  assert.equal(last.said, `${right.length}件の文書が見つかりました。`);
  assert.deepEqual(sorted(last.links), right);
  assert.deepEqual(sorted(last.shown), right);
  assert.deepEqual(last.shown.slice(0, first.shown.length), first.shown, 'what is shown stays where it is');
  assert.deepEqual(faults, []);
  await tab.close();
}

// ---- by hand: the field of every page, keys, marks on the page that was opened ----

{
  const { tab, faults } = await open(path.join(site, 'procedure/TJ-01.html'));
  await tab.keyboard.press('/');
  await tab.keyboard.type('情報資産');
  await tab.keyboard.press('Enter');
  await tab.waitForURL(/search\.html\?q=/);
  await tab.waitForSelector('#search-results[data-ready="true"] a[data-clause]');
  await tab.focus('#search-words');
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('ArrowUp');
  assert.equal(await tab.evaluate(() => document.activeElement === document.querySelector('#search-results > a')), true);
  await tab.fill('#search-words', '脆弱性');
  await tab.waitForURL(/q=%E8%84%86/);
  await tab.waitForSelector('#search-results[data-ready="true"]', { state: 'attached' });
  await tab.click('#search-results a[data-clause]');
  await tab.waitForURL(/procedure\/GEN-/);
  await tab.waitForSelector('.text mark');
  assert.equal(fold(await tab.textContent('.text mark')), '脆弱性');
  assert.deepEqual(faults, []);
  await tab.close();
}
{
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const tab = await plain.newPage();
  await tab.goto('file://' + path.join(site, 'search.html'));
  assert.ok(await tab.locator('noscript a[href="documents.html"]').count() > 0 || (await tab.content()).includes('documents.html'));
  await plain.close();
}
await browser.close();
console.log(`${queries.length + known.length} queries equal a substring search; ${extra} extra`);
