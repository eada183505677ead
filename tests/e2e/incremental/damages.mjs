// What people and programs do to the output and to what kitei remembers in it.
import fs from 'node:fs';
import path from 'node:path';
import { copyTree, readTree } from '../lib.mjs';

const memory = '.kitei';
const remembered = (course) => path.join(course.output, memory);
const records = (course) => (fs.existsSync(remembered(course)) ? fs.readdirSync(remembered(course)).map((name) => path.join(remembered(course), name)) : []);

// A file of the output; none when the first build has failed. Not the manifest: it says which files are ours, and what it does
// not list is never removed.
function withSome(course, draw, run) {
  if (!fs.existsSync(course.output)) return '';
  const names = Object.keys(readTree(course.output, (name) => name === memory || name === 'manifest.json'));
  if (!names.length) return '';
  const name = draw.pick(names);
  run(path.join(course.output, name));
  return name;
}

export const damages = [
  // name, weight, what it does
  ['none', 150, () => {}],
  ['file removed', 4, (course, draw) => withSome(course, draw, (file) => fs.rmSync(file))],
  ['folder removed', 2, (course, draw) => withSome(course, draw, (file) => path.dirname(file) !== course.output && fs.rmSync(path.dirname(file), { recursive: true }))],
  ['file longer', 4, (course, draw) => withSome(course, draw, (file) => fs.appendFileSync(file, 'x'))],
  ['file of the same size', 4, (course, draw) => withSome(course, draw, (file) => { const bytes = fs.readFileSync(file); bytes[bytes.length >> 1] ^= 1; fs.writeFileSync(file, bytes); })],
  ['file of the same size and time', 3, (course, draw) => withSome(course, draw, (file) => {
    const { atime, mtime } = fs.statSync(file);
    const exact = () => fs.statSync(file, { bigint: true }).mtimeNs;
    const before = exact();
    const flip = () => {
      const bytes = fs.readFileSync(file);
      bytes[0] ^= 1;
      fs.writeFileSync(file, bytes);
      fs.utimesSync(file, atime, mtime);
    };
    flip();
    // The same to the millisecond. Where an earlier damage or a copy left a time that can be set, nothing but the bytes would tell.
    if (exact() === before) flip();
  })],
  ['file written anew with its bytes', 2, (course, draw) => withSome(course, draw, (file) => { const bytes = fs.readFileSync(file); fs.rmSync(file); fs.writeFileSync(file, bytes); })],
  ['file that is not ours', 2, (course) => fs.existsSync(course.output) && fs.writeFileSync(path.join(course.output, 'mine.txt'), 'x')],
  ['record longer', 2, (course) => records(course).forEach((file) => fs.appendFileSync(file, 'x'))],
  ['record cut', 2, (course) => records(course).forEach((file) => fs.truncateSync(file, 100))],
  ['record with another byte', 3, (course, draw) => records(course).forEach((file) => { const bytes = fs.readFileSync(file); if (bytes.length) { bytes[draw.random(bytes.length)] ^= 1 << draw.random(8); fs.writeFileSync(file, bytes); } })],
  ['record empty', 1, (course) => records(course).forEach((file) => fs.truncateSync(file, 0))],
  ['record gone', 2, (course) => fs.rmSync(remembered(course), { recursive: true, force: true })],
  ['record of another handbook', 2, (course) => foreign(course, course.foreign)],
  ['record put aside', 4, (course) => { if (fs.existsSync(remembered(course))) { fs.rmSync(course.aside, { recursive: true, force: true }); copyTree(remembered(course), course.aside); } }],
  ['record of an earlier build', 4, (course) => foreign(course, course.aside)],
  ['output put aside', 2, (course) => { if (fs.existsSync(course.output)) { fs.rmSync(course.backup, { recursive: true, force: true }); fs.cpSync(course.output, course.backup, { recursive: true, preserveTimestamps: true }); } }],
  ['output of an earlier build', 3, (course) => { if (fs.existsSync(course.backup)) { fs.rmSync(course.output, { recursive: true, force: true }); fs.cpSync(course.backup, course.output, { recursive: true, preserveTimestamps: true }); } }],
  ['output moved away and back', 1, (course) => { if (fs.existsSync(course.output)) { fs.renameSync(course.output, course.output + '-2'); fs.renameSync(course.output + '-2', course.output); } }],
];

function foreign(course, from) {
  if (!fs.existsSync(from) || !fs.existsSync(course.output)) return;
  fs.rmSync(remembered(course), { recursive: true, force: true });
  copyTree(from, remembered(course));
}
