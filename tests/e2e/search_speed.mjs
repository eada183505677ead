// How much a query reads and how long it takes at many documents; run by hand, since it takes minutes:
//   KITEI=… KITEI_ROOT=… KITEI_TOOLS=… KITEI_SHARED=… node tests/e2e/search_speed.mjs [DOCUMENTS, default 10000] [SITE]
// SITE is the folder of a site that is built already. Fails when a query reads 1 MB or more, or (on a quiet machine) takes
// 150 ms or more in the page at its best run. The browser loads parts of itself with each new window: the page is opened
// when that is over.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { kitei, temporaryFolder } from './lib.mjs';

const documents = process.argv[2] ?? '10000';
let site = process.argv[3];
if (!site) {
  const folder = temporaryFolder('search-speed');
  const source = path.join(folder, 'source');
  const made = spawnSync('python3', [path.join(process.env.KITEI_SHARED, 'bench/make_corpus.py'), '--docs', documents, '--out', source, '--flavour', 'kitei']);
  assert.equal(made.status, 0, String(made.stderr));
  const built = kitei(['build', '--source', source, '--output', path.join(folder, 'output'), '--only', 'site']);
  assert.equal(built.status, 0, built.stderr);
  site = path.join(folder, 'output', 'site');
}
const { chromium } = createRequire(path.join(process.env.KITEI_TOOLS, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const context = await browser.newContext({ locale: 'ja-JP' });
let slow = 0;
for (const query of ['情報セキュリティ責任者', '管理', '情報資産リスクアセスメント表', '部門管理者の承認', 'システム管理者', '脆弱性情報', 'アクセス権 棚卸し', '5.15', 'PRO-00123', '鍵', 'tls.minimum', 'どこにもない',
  '室における認証情', '環境の受渡し', '情報資産 どこにもない', '度の点検を教育', 'で扱うすべての業']) {
  const times = [];
  let bytes = 0;
  let files = 0;
  let count = 0;
  for (let run = 0; run < 3; run += 1) {
    const tab = await context.newPage();
    await tab.waitForTimeout(500);
    bytes = files = 0;
    tab.on('request', (request) => {
      bytes += fs.statSync(decodeURIComponent(new URL(request.url()).pathname)).size;
      files += 1;
    });
    await tab.goto('file://' + path.join(site, 'latest/search.html?q=' + encodeURIComponent(query)));
    await tab.waitForSelector('#search-results[data-ready="true"]', { state: 'attached', timeout: 60000 });
    const result = await tab.evaluate(() => ({ count: document.querySelector('#search-results').dataset.count, time: performance.measure('search', 'search-start', 'search-ready').duration }));
    times.push(result.time);
    count = result.count;
    await tab.close();
  }
  console.log(`${query}: ${count} documents, ${files} files, ${Math.round(bytes / 1000)} KB, ${Math.round(Math.min(...times))} ms (${Math.round(Math.max(...times))})`);
  assert.ok(bytes < 1e6, query + ' reads too much');
  slow = Math.max(slow, Math.min(...times));
}
await browser.close();
if (slow >= 150) {
  console.error(`slowest: ${Math.round(slow)} ms`);
  process.exit(1);
}
