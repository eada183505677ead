// A build over an earlier one gives what a build from nothing gives, byte for byte, and says the same: after any edits, and
// after any damage to the output or to what kitei remembers. Edits are drawn from a fixed seed, courses of them follow each other
// (incremental/course.mjs) for KITEI_SECONDS (40), or until KITEI_ROUNDS edits are done. KITEI_COURSE=n runs that one alone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { begin, build, unrevised, kinds, restore, revise, snapshot, tree } from './incremental/course.mjs';
import { damages } from './incremental/damages.mjs';
import { edits } from './incremental/edits.mjs';
import { drawn } from './incremental/random.mjs';

const only = process.env.KITEI_COURSE;
const rounds = Number(process.env.KITEI_ROUNDS ?? Infinity);
const seconds = rounds < Infinity ? Infinity : Number(process.env.KITEI_SECONDS ?? 40);
const length = 40;  // edits of one course; then a new handbook, as texts would fill up with remains
const start = Date.now();
const goes = () => done < rounds && Date.now() - start < 1000 * seconds;
let done = 0, failed = 0;
const counts = {};
const quick = { alone: 0, 'beside editions': 0 };  // builds that read the edited texts alone
const partial = { 'for all': 0, 'with limits': 0 };  // builds that read what the edit reaches, by whether a site withholds something

// What differs between the two trees: names that only one has, and the first place of each file with other bytes.
function difference(over, anew) {
  const lines = [];
  for (const name of Object.keys({ ...over, ...anew }).sort()) {
    const a = over[name], b = anew[name];
    if (!a || !b) lines.push(`${name} is ${a ? 'left over' : 'missing'}`);
    else if (!a.equals(b)) {
      const at = a.findIndex((byte, i) => byte !== b[i]);
      const place = (bytes) => JSON.stringify(bytes.subarray(Math.max(0, at - 60), at + 60).toString());
      lines.push(`${name} differs: ${place(a)}, not ${place(b)}`);
    }
  }
  return lines.join('\n');
}

// Builds over the last output.
async function again(course) {
  const over = await build(course, course.output);
  if (over.quick) quick[fs.existsSync(path.join(course.folder, 'editions')) ? 'beside editions' : 'alone'] += 1;
  const limited = fs.readFileSync(path.join(course.folder, 'handbook.yaml'), 'utf8').includes('sites: [');
  if (over.partial) partial[limited ? 'with limits' : 'for all'] += 1;
  return over;
}

// Builds over the last output and from nothing, and compares; true when the sources had no errors.
async function compare(course, where) {
  const fresh = path.join(course.top, 'fresh');
  const [over, anew] = await Promise.all([again(course), build(course, fresh, '--clean')]);
  assert.equal(over.signal, null, `${where}: ${over.stderr}`);
  assert.equal(over.status, anew.status, `${where}: ${over.stderr}`);
  assert.equal(over.said, anew.said, where);
  if (anew.status !== 0) return false;
  const found = difference(tree(course.output), tree(fresh));
  assert.equal(found, '', `${where}\n${found}`);
  fs.rmSync(fresh, { recursive: true });
  return true;
}

async function run(number) {
  const draw = drawn(number);
  const course = begin(kinds[number % kinds.length], unrevised);
  await compare(course, `course ${number}, at the start`);
  let good = snapshot(course);
  let since = [];
  for (let round = 0; round < length && goes(); round++) {
    // Several edits with a build after each may share one comparison; what a build forgets then shows later.
    const last = draw.random(3) > 0;
    const [edit, , make] = draw.row(edits);
    const [damage, , hurt] = draw.row(damages);
    const what = make(course, draw);
    if (draw.random(8) > 0) revise(course);
    const which = hurt(course, draw);
    counts[edit] = (counts[edit] ?? 0) + 1;
    done += 1;
    since.push(`${edit}${what ? ` (${what})` : ''}${damage === 'none' ? '' : `, ${damage}${which ? ` (${which})` : ''}`}`);
    const where = `course ${number} (${kinds[number % kinds.length][0]}), round ${round}: ${since.join(' | ')}`;
    if (!last) {
      const over = await again(course);
      assert.equal(over.signal, null, `${where}: ${over.stderr}`);
      continue;
    }
    if (await compare(course, where)) {
      if (draw.random(4) === 0) {
        const third = await build(course, course.output);
        assert.match(third.stderr, / 0 written, 0 removed|書込み 0、削除 0/, where);
        assert.doesNotMatch(third.stderr, /^kitei: /m, where);
      }
      good = snapshot(course);
      since = [];
    } else {
      failed += 1;
      restore(course, good);
      since.push('(errors, as before)');
    }
  }
  fs.rmSync(course.top, { recursive: true });
}

for (let number = only ? Number(only) : 0; goes(); number++) {
  await run(number);
  if (only) break;
}
if (!only && seconds >= 30) assert.ok(counts.body > done / 5, 'many edits are of bodies');
if (!only && done >= 3 * length) assert.ok(Math.min(...Object.values(quick)) > 0, `some builds are quick, alone and beside editions: ${JSON.stringify(quick)}`);
if (!only && done >= 3 * length) assert.ok(Math.min(...Object.values(partial)) > 0, `some builds read no more than what the edit reaches: ${JSON.stringify(partial)}`);
if (process.env.KITEI_SHOW) console.log(counts);
console.log(`${done} edits, ${failed} of them with errors; quick builds: ${quick.alone} alone, ${quick['beside editions']} beside editions; partial ones: ${partial['for all']} for all, ${partial['with limits']} with limits`);
