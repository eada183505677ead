// The browser's tokeniser against the examples that generator/search is tested with (tests/search/vectors.json).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { root } from './lib.mjs';

const scope = {};
scope.window = scope;
vm.runInNewContext(fs.readFileSync(path.join(root, 'themes/default/words.js'), 'utf8'), Object.assign(scope, { URLSearchParams }));
const search = scope.KITEI_SEARCH;
const vectors = JSON.parse(fs.readFileSync(path.join(root, 'tests/search/vectors.json'), 'utf8'));
for (const { text, folded } of vectors.fold) {
  assert.equal(search.fold(text), folded, JSON.stringify(text));
  assert.equal(search.fold(folded), folded, 'again: ' + JSON.stringify(folded));
}
for (const { text, grams, query } of vectors.grams) {
  assert.deepEqual([...search.queryGrams(text)], query, text);
  for (const gram of query) assert.ok(grams.includes(gram), `${gram} is asked for and not in the index`);
}
for (const { field, units, hash } of vectors.hashes) assert.equal(search.gram(field, units), hash, units);

// Where words stand, in the text as it is written.
for (const [text, words, expected] of [
  ['ＩＳＭＳ事務局', ['isms'], ['ＩＳＭＳ']], ['ｱｸｾｽｶﾞｲﾄﾞ', ['ガイド'], ['ｶﾞｲﾄﾞ']], ['㈱サンプル', ['株'], ['㈱']], ['情報資産と情報', ['情報', '情報資産'], ['情報資産', '情報']],
  ['が\u304b\u3099', ['が'], ['が\u304b\u3099']], ['何もない', ['情報'], []]]) {
  assert.deepEqual([...search.places(text, words)].map(([from, to]) => text.slice(from, to)), expected, text);
}
// What stands before a word does not move its place, whatever becomes of it when it is folded.
for (let unit = 0; unit < 0x10000; unit += 1) {
  if (unit >= 0xd800 && unit < 0xe000) continue;
  const before = String.fromCharCode(unit);
  assert.deepEqual([...search.places(before + '。語', ['語']).at(-1)], [2, 3], unit.toString(16));
}
assert.deepEqual([...search.wordsOf('　パスワード  退職 、 パスワード')], ['パスワード', '退職']);
console.log(`${vectors.fold.length + vectors.grams.length + vectors.hashes.length} shared examples`);
