// kitei serve: shows the working text, follows edits, keeps the last good page, talks only to this machine.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { kitei, program, temporaryFolder, writeTree } from './lib.mjs';

const folder = path.join(temporaryFolder('serve'), 'content');
const text = (title, body) => `---\nid: P-1\ntitle: ${title}\nkind: procedure\nversion: "1.0"\nowner: 甲\napprover: 乙\n---\n\n## 目的\n\n${body}\n`;
writeTree(folder, { 'handbook.yaml': 'title: 規程集\nlanguage: ja\nedition: "0"\n', 'procedures/p1.md': text('題', '凍結した文。'),
  'procedures/p2.md': text('別の題', '文。').replace('P-1', 'P-2') });

// An edition is frozen; the draft's P-1 has a new version, so that its text may differ.
const frozen = kitei(['release', '0', '--source', folder, '--effective', '2025-04-01']);
assert.equal(frozen.status, 0, frozen.stderr);
const draft = (title, body) => text(title, body).replace('"1.0"', '"1.1"').replace('owner:', 'revisions:\n  - {version: "1.1", date: 2025-05-01, summary: 改めた。}\nowner:');
writeTree(folder, { 'handbook.yaml': 'title: 規程集\nlanguage: ja\nedition: "1"\n', 'procedures/p1.md': draft('題', '初めの文。') });

const server = spawn(program, ['serve', '--source', folder, '--port', '0', '--as-of', '2026-06-01'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());
const base = await new Promise((resolve, reject) => {
  server.stdout.once('data', (data) => resolve(String(data).trim()));
  server.once('exit', () => reject(new Error('kitei serve ended')));
});
const port = Number(new URL(base).port);

const get = (target, headers = {}, method = 'GET') => new Promise((resolve, reject) => {
  const request = http.request({ host: '127.0.0.1', port, path: target, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (chunk) => { body += chunk; }).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
  });
  request.on('error', reject).end();
});
const state = async (since) => JSON.parse((await get(`/.kitei/state.js?since=${since}`)).body.replace(/^kiteiState\((.*)\);\s*$/s, '$1'));
const until = async (wanted, what) => {
  let now = await state(-1);
  for (let i = 0; i < 20 && !wanted(now); i++) now = await state(now.version);
  assert.ok(wanted(now), what + ' ' + JSON.stringify(now));
  return now;
};
const page = '/1/procedure/P-1.html';
const save = (name, bytes) => fs.writeFileSync(path.join(folder, name), bytes);

let last = await until((now) => now.pages === 1, 'the first pages');
assert.equal((await get('/')).headers.location, '/1/index.html');
const first = await get(page);
assert.equal(first.status, 200);
assert.match(first.body, /初めの文。/);
assert.match(first.body, /<script src="\/\.kitei\/reload\.js"/);
assert.match(first.body, /Content-Security-Policy/);
assert.equal(first.headers['cache-control'], 'no-store');
for (const asset of first.body.matchAll(/(?:src|href)="((?:\.\.\/)*(?:assets|editions)[^"]*|\/\.kitei\/[^"]*)"/g)) {
  assert.equal((await get(new URL(asset[1], base + page.slice(1)).pathname)).status, 200, asset[1]);
}
assert.equal((await get('/1/procedure')).headers.location, '/1/procedure/');
assert.equal((await get('/1/procedure/')).status, 200);
assert.equal((await get('/docx/1/P-1.docx')).status, 200);
assert.equal((await get('/1/handbook.json')).status, 200);

// Edits: the text alone, a title that other pages show, a new folder, a file that goes.
const edits = [
  ['text', () => save('procedures/p1.md', draft('題', '次の文。')), page, /次の文。/],
  ['rename into place', () => { save('procedures/.p1.tmp', draft('題', '三つ目。')); fs.renameSync(path.join(folder, 'procedures/.p1.tmp'), path.join(folder, 'procedures/p1.md')); }, page, /三つ目。/],
  ['title', () => save('procedures/p1.md', draft('新しい題', '三つ目。')), '/1/procedure/index.html', /新しい題/],
  ['new folder', () => writeTree(folder, { 'procedures/new/deep/p3.md': text('三', '文。').replace('P-1', 'P-3') }), '/1/procedure/P-3.html', /三/],
  ['config', () => save('handbook.yaml', 'title: 新規程集\nlanguage: ja\nedition: "1"\n'), page, /新規程集/],
];
for (const [name, edit, target, wanted] of edits) {
  edit();
  last = await until((now) => now.pages > last.pages && now.problems.length === 0, name);
  for (let i = 0; i < 20 && !wanted.test((await get(target)).body); i++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match((await get(target)).body, wanted, name);
  if (name === 'text' || name.startsWith('rename')) {  // the comparison with the frozen edition goes along
    assert.match((await get('/changes/0_1/P-1.html')).body.replace(/<[^>]*>/g, ''), wanted, name + ' in the redline');
  }
}
fs.rmSync(path.join(folder, 'procedures/new'), { recursive: true });
last = await until((now) => now.pages > last.pages, 'a folder that went');
assert.equal((await get('/1/procedure/P-3.html')).status, 404);

// Errors: file and line, and the last good page.
const anything = ['---\nid: [\n', '', '---\nid: P-1\ntitle: x\nkind: procedure\n---\n\n[[P-9]]\n', '\xff\xfe\0', draft('題', '{{ 知らない }}')];
for (const bytes of anything) {
  save('procedures/p1.md', bytes);
  const shown = await until((now) => now.version > last.version, 'an error');
  if (shown.problems.length > 0) {
    assert.ok(shown.problems.every((problem) => problem.path && problem.line >= 1 && problem.column >= 1 && problem.message && problem.code));
    assert.match((await get(page)).body, /三つ目。/);
  }
  save('procedures/p1.md', draft('新しい題', '三つ目。'));
  last = await until((now) => now.version > shown.version && now.problems.length === 0, 'mended');
}

// Whom it talks to.
assert.equal((await get(page, { host: 'evil.example' })).status, 403);
assert.equal((await get(page, { host: `localhost:${port}` })).status, 200);
assert.equal((await get(page, { origin: 'http://evil.example' })).status, 403);
assert.equal((await get(page, {}, 'POST')).status, 405);
assert.equal((await get('/../handbook.yaml')).status, 404);
assert.equal((await get('/%2e%2e/handbook.yaml')).status, 404);
assert.equal((await get('/handbook.yaml')).status, 404);
const head = await get(page, {}, 'HEAD');
assert.ok(head.status === 200 && head.body === '' && Number(head.headers['content-length']) > 1000);
assert.ok(!fs.existsSync(path.join(path.dirname(folder), 'output')), 'nothing is written');
server.kill();
console.log('served');
process.exit(0);
