// kitei serve in a real Chromium: a page is loaded at once, is loaded again after an edit where its reader was, and shows what is wrong
// over the last good text until it is mended.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { program, temporaryFolder, writeTree } from './lib.mjs';

const folder = path.join(temporaryFolder('serve-browser'), 'content');
const text = (last) => `---\nid: P-1\ntitle: 題\nkind: procedure\nversion: "1.0"\nowner: 甲\napprover: 乙\n---\n\n## 目的\n\n${'長い文。\n\n'.repeat(200)}${last}\n`;
const save = (last) => fs.writeFileSync(path.join(folder, 'procedures/p1.md'), text(last));
writeTree(folder, { 'handbook.yaml': 'title: 規程集\nlanguage: ja\nedition: "1"\n', 'procedures/p1.md': text('初めの文。') });

const server = spawn(program, ['serve', '--source', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());
const base = await new Promise((done, failed) => {
  server.stdout.once('data', (data) => done(String(data).trim()));
  server.once('exit', () => failed(new Error('kitei serve ended')));
});

const { chromium } = createRequire(path.join(process.env.KITEI_TOOLS, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const tab = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 900, height: 700 } })).newPage();
const patience = 15000;  // ms; the server answers half a minute later when there is nothing new
tab.setDefaultTimeout(patience);
const faults = [];
tab.on('console', (message) => faults.push(message.text()));
tab.on('pageerror', (error) => faults.push(String(error)));

await tab.goto(`${base}1/procedure/P-1.html`, { waitUntil: 'load' });
// Asks the page until it says so; it may be loaded again meanwhile.
async function until(question, value) {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await tab.evaluate(question, value).catch(() => false)) return;
    await tab.waitForTimeout(50);
  }
  assert.fail(`${question} ${value}`);
}
const shows = (words) => until((wanted) => document.body.textContent.includes(wanted), words);
await tab.evaluate(() => window.scrollTo(0, 1500));
await tab.waitForTimeout(300);
save('次の文。');
await shows('次の文。');
await tab.waitForLoadState('load');
await until((top) => window.scrollY === top, 1500);

save('[[NONE-1]]による。');
await tab.waitForSelector('#kitei-overlay');
const said = await tab.textContent('#kitei-overlay');
assert.match(said, /procedures\/p1\.md:412:1/);
assert.match(said, /NONE-1/);
await shows('次の文。');

save('直した文。');
await shows('直した文。');
await until(() => !document.getElementById('kitei-overlay'));
assert.deepEqual(faults, []);
await browser.close();
server.kill();
console.log('loaded, loaded again in its place, wrong and mended');
