// Word files of the sample handbook under programs that are not ours: the ECMA-376 schemas, the Open XML SDK validator, our own
// package lint, LibreOffice. The binder, and documents of every kind, from every edition and the internal site.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { kitei, root, sampleOutput, temporaryFolder } from './lib.mjs';

const word = path.join(sampleOutput, 'site-audit/docx');
const editions = fs.readdirSync(word).sort();
assert.ok(editions.length >= 3);
const all = editions.flatMap((edition) => fs.readdirSync(path.join(word, edition)).map((name) => path.join(word, edition, name)));
for (const file of all) {
  const result = kitei(['verify', file]);
  assert.equal(result.status, 0, result.stderr);
}
console.log(`${all.length} packages pass the lint`);

const newest = path.join(word, editions.at(-1));
const some = ['handbook', 'KJ-01', 'KT-04', 'KT-09', 'TJ-0302', 'TJ-0401', 'TJ-0403', 'HB-01', 'HB-0101', 'YS-01', 'YS-09'].map((name) => path.join(newest, name + '.docx'));
some.push(path.join(word, editions[0], 'KT-04.docx'));
const checked = spawnSync('sh', [path.join(root, 'tests/tools/check_docx.sh'), ...some], { encoding: 'utf8' });
if (checked.status === 77) {
  console.log(checked.stderr);
  process.exit(77);
}
assert.equal(checked.status, 0, checked.stdout + checked.stderr);

// LibreOffice opens the binder of the whole handbook, and every number it prints, of articles, 項, 号, headings, lists and annexes,
// is that of the site: document by document, clause by clause, in the same order.
const folder = temporaryFolder('word');
const office = spawnSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, path.join(newest, 'handbook.docx')], { encoding: 'utf8' });
assert.equal(office.status, 0, office.stderr);
// Without the strips at the top and the bottom, where each page repeats its head and foot.
const pages = spawnSync('pdftotext', ['-layout', '-x', '0', '-y', '62', '-W', '850', '-H', '712', path.join(folder, 'handbook.pdf'), '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
assert.equal(pages.status, 0, pages.stderr);
const plain = (text) => text.normalize('NFKC').replace(/[\s\u00ad\u200b]+/g, '');
const printed = plain(pages.stdout);

// What a page says at each number: the number and the first words behind it.
const decode = (html) => html.replace(/<br[^>]*>/g, '').replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);
function numbersOf(html) {
  const body = html.slice(html.indexOf('<div class="text">'), html.indexOf('</article>'));
  return [...body.matchAll(/<span class="number">([^<]*)<\/span>([\s\S]*?)(?=<\/(?:h[1-6]|p|li|caption|figcaption|th|td|dt|dd)>|<(?:p|ol|ul|table|div|figure|pre|blockquote)[ >]|<a class="permalink"|<sup)/g)]
    .map(([, number, words]) => plain(decode(number)) + [...plain(decode(words))].slice(0, 10).join(''));
}

const site = path.join(sampleOutput, 'site-audit', editions.at(-1));
const handbook = JSON.parse(fs.readFileSync(path.join(site, 'handbook.json'), 'utf8'));
let at = 0;
let compared = 0;
const missing = [];
for (const entry of handbook.documents.filter((document) => document.status !== 'retired')) {
  for (const wanted of numbersOf(fs.readFileSync(path.join(site, entry.url), 'utf8'))) {
    const found = printed.indexOf(wanted, at);
    if (found < 0) {
      missing.push(`${entry.id}: ${wanted}`);
      continue;
    }
    at = found;
    compared += 1;
  }
}
assert.deepEqual(missing, [], 'the PDF of the binder lacks these, or has them elsewhere');
assert.ok(compared > 1500, `only ${compared} numbers compared`);
console.log(`${compared} numbers of the binder agree with the site`);
