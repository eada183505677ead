// Every internal link and anchor of the built sample resolves to a file and an id, over all editions and sites; pages load
// nothing from elsewhere and hold no inline script or style.
import assert from 'node:assert/strict';
import path from 'node:path';
import { readTree, sampleOutput } from './lib.mjs';

const files = readTree(sampleOutput, (name) => name === '.kitei');
const pages = Object.keys(files).filter((name) => name.endsWith('.html'));
const decode = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>');
const ids = new Map();
for (const page of pages) {
  const text = files[page].toString('utf8');
  const found = [...text.matchAll(/\sid="([^"]*)"/g)].map((match) => decode(match[1]));
  assert.equal(new Set(found).size, found.length, `${page}: an id stands twice: ${found.filter((id, i) => found.indexOf(id) !== i)}`);
  ids.set(page, new Set(found));
}

let links = 0;
const broken = [];
for (const page of pages) {
  const text = files[page].toString('utf8');
  if (!/<meta http-equiv="Content-Security-Policy"/.test(text)) broken.push(`${page}: no Content-Security-Policy`);
  if (/<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s]/.test(text) && !page.startsWith('packs/')) broken.push(`${page}: inline script`);
  if (/\sstyle="/.test(text)) broken.push(`${page}: inline style`);
  if (/integrity=|type="module"/.test(text)) broken.push(`${page}: what file:// does not allow`);
  for (const [, attribute, value] of text.matchAll(/\s(href|src|data-target|content)="([^"]*)"/g)) {
    let target = decode(value);
    if (attribute === 'content') {
      const refresh = target.match(/^\d+;\s*url=(.*)$/i);
      if (!refresh) continue;
      target = refresh[1];
    }
    if (/^(https?|mailto|tel|ftp):/.test(target)) {
      if (attribute === 'src') broken.push(`${page}: loads ${target}`);
      continue;
    }
    links += 1;
    const [file, fragment] = target.split('#');
    if (/^[a-z]+:|^\//i.test(file)) { broken.push(`${page}: ${target}`); continue; }
    const resolved = file === '' ? page : path.posix.normalize(path.posix.join(path.posix.dirname(page), decodeURIComponent(file)));
    const site = page.split('/')[0];
    if (!resolved.startsWith(site + '/')) broken.push(`${page}: ${target} leaves the site`);
    else if (!(resolved in files)) broken.push(`${page}: ${target} → ${resolved} is missing`);
    else if (fragment && ids.has(resolved) && !ids.get(resolved).has(decodeURIComponent(fragment))) broken.push(`${page}: ${target} has no such id`);
  }
}
assert.deepEqual(broken.slice(0, 40), [], `${broken.length} broken`);
assert.ok(links > 5000, `only ${links} links`);
console.log(`${links} links on ${pages.length} pages`);
