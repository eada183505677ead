// Same inputs, same bytes: with any --jobs, TZ, LANG, umask and folder; all of output/ but the cache.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { copyTree, kitei, program, readTree, root, temporaryFolder } from './lib.mjs';

const cache = (name) => name === '.kitei' || name.startsWith('.kitei/');
const content = copyTree(path.join(root, 'content'), path.join(temporaryFolder(), 'content'));
const first = path.join(temporaryFolder(), 'a');
const one = kitei(['build', '--source', content, '--output', first, '--jobs', '1'], { env: { TZ: 'UTC' } });
assert.equal(one.status, 0, one.stderr);

const elsewhere = copyTree(content, path.join(temporaryFolder('別の場所'), '規程 集'));
const second = path.join(temporaryFolder('second'), 'deep', 'er');
fs.mkdirSync(path.dirname(second), { recursive: true });
const two = spawnSync('sh', ['-c', 'umask 077; exec "$0" "$@"', program, 'build', '--source', elsewhere, '--output', second, '--jobs', '7'],
  { cwd: '/', env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8', SOURCE_DATE_EPOCH: '1780272000' }, encoding: 'utf8' });
assert.equal(two.status, 0, two.stderr);

const a = readTree(first, cache), b = readTree(second, cache);
assert.deepEqual(Object.keys(a), Object.keys(b));
for (const name of Object.keys(a)) assert.ok(a[name].equals(b[name]), name + ' differs');
assert.ok(Object.keys(a).length > 100, 'the sample site is not that small');

// A second build over the first writes nothing at all.
const times = Object.fromEntries(Object.keys(a).map((name) => [name, fs.statSync(path.join(first, name)).mtimeMs]));
assert.equal(kitei(['build', '--source', content, '--output', first]).status, 0);
for (const name of Object.keys(a)) assert.equal(fs.statSync(path.join(first, name)).mtimeMs, times[name], name + ' was written again');
console.log(`${Object.keys(a).length} files are the same`);
