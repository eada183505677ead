// Pages of the sample in a real Chromium from file://: no console error, no failed or foreign request, no serious accessibility
// fault in light and dark; the banner of an old edition, the switcher and the redirects work.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { sampleOutput } from './lib.mjs';

const require = createRequire(path.join(process.env.KITEI_TOOLS, 'package.json'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const site = path.join(sampleOutput, 'site');
const url = (page) => 'file://' + path.join(site, page);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

async function open(page, options = {}) {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const faults = [];
  tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  tab.on('pageerror', (error) => faults.push(String(error)));
  tab.on('requestfailed', (request) => faults.push('failed: ' + request.url()));
  tab.on('request', (request) => !/^(file|data):/.test(request.url()) && faults.push('foreign: ' + request.url()));
  await tab.goto(url(page));
  await tab.waitForLoadState('load');
  return { tab, faults, close: () => context.close() };
}

const pages = ['index.html', 'latest/index.html', 'latest/regulation/KT-04.html', 'latest/procedure/TJ-0401.html', 'latest/regulation/index.html',
  'latest/controls/iso27001-2022/index.html', 'latest/controls/iso27001-2022/5.15.html', 'latest/soa.html', 'latest/coverage.html', 'latest/records.html',
  'latest/documents.html', 'latest/search.html?q=' + encodeURIComponent('アクセス権'), 'latest/search.html', 'latest/glossary.html', 'latest/roles.html', 'latest/changes.html', 'id/TJ-0401.html', 'changes/2025.2_2026.1/index.html',
  'changes/2025.2_2026.1/KT-04.html', '2024.1/policy/KJ-01.html', '2026.1/handbook/HB-01.html'];
for (const page of pages) {
  for (const colorScheme of ['light', 'dark']) {
    const { tab, faults, close } = await open(page, { colorScheme, bypassCSP: true });
    await tab.addScriptTag({ content: axe });
    const result = await tab.evaluate(() => axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }));
    assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`), [], `${page} ${colorScheme}`);
    assert.deepEqual(faults, [], page);
    await close();
  }
  for (const width of [390, 1280]) {  // nothing is wider than the screen
    const { tab, faults, close } = await open(page, { viewport: { width, height: 844 } });
    assert.deepEqual(faults, [], page);
    const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${page} is ${overflow} px too wide at ${width}`);
    await close();
  }
}

const old = await open('2024.1/regulation/KT-04.html');
await old.tab.waitForSelector('[data-edition-banner]:not([hidden])', { timeout: 5000 });
assert.deepEqual(old.faults, []);
await old.close();
const current = await open('latest/regulation/KT-04.html');
assert.equal(await current.tab.locator('[data-edition-banner]:not([hidden])').count(), 0);
await current.close();
const redirect = await open('index.html');
await redirect.tab.waitForURL(/latest\/index\.html/, { timeout: 5000 });
await redirect.close();
const version = await open('id/KT-04@1.1.html?x=1#art-3');
await version.tab.waitForURL(/regulation\/KT-04\.html\?x=1#art-3$/, { timeout: 5000 });
await version.close();
await browser.close();
console.log(`${pages.length} pages in two widths and two colours`);
