// What kitei serve shows after any edit is what a build from nothing makes, byte for byte but for its own script; and where a build
// has errors, serve tells of some. Edits are those of the incremental builds, drawn from a fixed seed, courses of them follow each
// other for KITEI_SECONDS (40), or until KITEI_ROUNDS edits are done. KITEI_COURSE=n runs that one alone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { program } from './lib.mjs';
import { begin, build, kinds, restore, revise, snapshot, tree, unrevised } from './incremental/course.mjs';
import { edits } from './incremental/edits.mjs';
import { drawn } from './incremental/random.mjs';

const only = process.env.KITEI_COURSE;
const rounds = Number(process.env.KITEI_ROUNDS ?? Infinity);
const seconds = rounds < Infinity ? Infinity : Number(process.env.KITEI_SECONDS ?? 40);
const length = 25;  // edits of one course
const patience = 20_000;  // milliseconds until serve shows, or tells, what it should
const start = Date.now();
const goes = () => done < rounds && Date.now() - start < 1000 * seconds;
let done = 0, failed = 0, running;
process.on('exit', () => running?.kill());

// Those of the files alone; serve is called once. Edits of texts are its easy part: documents that come and go, move and change
// their names are drawn as often.
const ofCommand = ['day', 'language of messages', 'threads', 'parts of the output'];
const drawnFrom = edits.filter(([name]) => !ofCommand.includes(name)).map(([name, weight, make]) => [name, Math.min(weight, 20), make]);

async function serve(course) {
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', LC_MESSAGES: '', KITEI_SHARE: course.share };
  const child = spawn(program, ['serve', '--source', course.folder, '--port', '0', '--as-of', course.options.day], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  child.stderr.on('data', () => {});
  const base = await new Promise((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(new URL(String(data).trim())));
    child.once('exit', () => reject(new Error('kitei serve ended')));
  });
  const agent = new http.Agent({ keepAlive: true });
  const get = (target) => new Promise((resolve, reject) => {
    http.get({ agent, host: '127.0.0.1', port: base.port, path: target }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece)).on('end', () => resolve({ status: response.statusCode, bytes: Buffer.concat(pieces) }));
    }).on('error', reject);
  });
  return { child, get };
}

const own = /<link rel="stylesheet" href="\/\.kitei\/overlay\.css">\n<script src="\/\.kitei\/reload\.js" data-pages="\d+" defer><\/script>\n/;
const address = (name) => '/' + name.replace(/^site\//, '').split('/').map(encodeURIComponent).join('/');

// The first file of a built site that serve shows in another way; data files are asked for where `all` says so.
async function difference(get, built, all) {
  for (const [name, bytes] of Object.entries(built)) {
    if (!/^site(-\w+)?\//.test(name) || !(name.endsWith('.html') || all)) continue;
    const { status, bytes: shown } = await get(address(name));
    const text = shown.toString().replace(own, '');
    if (status !== 200) return `${name}: ${status}`;
    if (name.endsWith('.html') ? text !== bytes.toString() : !shown.equals(bytes)) {
      const at = [...text].findIndex((letter, i) => letter !== [...bytes.toString()][i]);
      return `${name}: ${JSON.stringify(text.slice(Math.max(0, at - 80), at + 80))}, not ${JSON.stringify(bytes.toString().slice(Math.max(0, at - 80), at + 80))}`;
    }
  }
  return '';
}

const problems = async (get) => JSON.parse((await get('/.kitei/state.js?since=-1')).bytes.toString().replace(/^kiteiState\((.*)\);\s*$/s, '$1')).problems;

async function until(what) {
  const begun = Date.now();
  let wrong = await what();
  while (wrong && Date.now() - begun < patience) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    wrong = await what();
  }
  return wrong;
}

async function run(number) {
  const draw = drawn(1000 + number);
  const course = begin(kinds[number % kinds.length], unrevised);
  course.options.only = 'site';
  const { child, get } = await serve(course);
  let good = snapshot(course);
  let since = 'at the start';
  for (let round = 0; round <= length && goes(); round++) {
    const where = `course ${number} (${kinds[number % kinds.length][0]}), round ${round}: ${since}`;
    const fresh = path.join(course.top, 'fresh');
    const made = await build(course, fresh, '--clean');
    if (made.status === 0) {
      const built = tree(fresh);
      const all = draw.random(5) === 0;
      assert.equal(await until(() => difference(get, built, all)), '', where);
      assert.equal(await until(async () => ((await problems(get)).length > 0 ? JSON.stringify(await problems(get)) : '')), '', where);
      good = snapshot(course);
    } else {
      assert.equal(await until(async () => ((await problems(get)).length === 0 ? 'no problem is shown' : '')), '', `${where}: ${made.stderr}`);
      failed += 1;
      restore(course, good);
      since = 'errors, as before';
      continue;
    }
    const [edit, , make] = draw.row(drawnFrom);
    const what = make(course, draw);
    if (draw.random(8) > 0) revise(course);
    since = `${edit}${what ? ` (${what})` : ''}`;
    done += 1;
  }
  child.kill();
}

for (let number = only ? Number(only) : 0; goes(); number++) {
  await run(number);
  if (only) break;
}
console.log(`${done} edits, ${failed} of them with errors`);
process.exit(0);
