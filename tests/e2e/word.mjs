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

// LibreOffice opens them, and the article numbers it prints are those of the site.
const folder = temporaryFolder('word');
const opened = some.filter((file) => /(KT-04|KT-09|TJ-0401)\.docx$/.test(file) && file.startsWith(newest));
const office = spawnSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, ...opened], { encoding: 'utf8' });
assert.equal(office.status, 0, office.stderr);
const handbook = JSON.parse(fs.readFileSync(path.join(sampleOutput, 'site-audit', editions.at(-1), 'handbook.json'), 'utf8'));
let compared = 0;
for (const file of opened) {
  const id = path.basename(file, '.docx');
  const text = spawnSync('pdftotext', ['-layout', path.join(folder, id + '.pdf'), '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout.replace(/\s+/g, '');
  assert.ok(text.length > 500, id + ' has no text');
  const entry = handbook.documents.find((document) => document.id === id);
  for (const clause of entry.clauses.filter((c) => c.title && c.number)) {
    const wanted = /条/.test(clause.number) ? `${clause.number}（${clause.title}）` : clause.number + clause.title;
    assert.ok(text.includes(wanted.replace(/\s+/g, '')), `${id}: the PDF has no "${wanted}"`);
    compared += 1;
  }
}
assert.ok(compared > 40);
console.log(`${compared} clause numbers agree`);
