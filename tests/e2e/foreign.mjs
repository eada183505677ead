// A handbook of 93 procedures as a company would bring it: Japanese, lists three deep, references, long paragraphs and the
// traces of text extraction (words broken over lines, blanks between characters, odd bullets, stray markup). Two editions.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { kitei, readTree, root, temporaryFolder, writeTree } from './lib.mjs';

let seed = 20240401;
const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };
const pick = (list) => list[random(list.length)];
const words = ['情報システム', 'アクセス権', '利用者', '管理責任者', '台帳', '申請', '承認', '記録', '委託先', '機密情報', 'サーバ', 'サーバー', 'バックアップ', '点検', '是正', '教育', '責任', '手順', '確認', '従業員', '部門長', '媒体', '入退室', 'ＩＳＭＳ', 'ISO27001', 'ログ', '暗号化'];
const particles = ['は', 'を', 'に', 'が', 'の', 'と', 'から', 'まで', 'において', 'について'];
const ends = ['しなければならない。', 'するものとする。', 'を確認する。', 'に記録する。', 'が承認する。', '望ましい。'];
const artefacts = ['\n', '　', ' ', '**', '＊', '～', '“', '”', '①', '㈱', '※1 ', '（注）', '<br>', '&nbsp;', '`', '_', '|', '~', '\\', '[', ']', '５．１５', '・'];
const sentence = (n) => { let s = ''; for (let i = 0; i < n; i++) s += pick(words) + pick(particles) + (random(9) === 0 ? pick(artefacts) : ''); return s + pick(words) + pick(ends); };
const controls = fs.readFileSync(path.join(root, 'content/catalogs/iso27001-2022.yaml'), 'utf8').match(/id: "\d+\.\d+"/g).map((m) => m.slice(5, -1));
assert.equal(controls.length, 93);

const id = (n) => `AB-P-${String(n).padStart(3, '0')}`;
const procedure = (n, edition) => {
  const other = id(random(93)), third = id(random(93));
  const version = edition === 2 && n % 3 === 0 ? '1.1' : '1.0';
  return `---
id: ${id(n)}
文書番号: AB-標準-2505${String(n).padStart(2, '0')}
題名: ${pick(words)}${pick(words)}手順${n}
種別: 実施手順
版数: "${version}"
状態: 承認済
主管部署: 情報システム部
作成者: 担当
承認者: 経営責任者
承認日: 2024-03-20
施行日: ${version === '1.1' ? '2025-04-01' : '2024-04-01'}
管理策: ["${controls[n]}", "${controls[(n * 7) % 93]}"]
関連文書: [${other}]
改訂履歴:
${version === '1.1' ? '  - {版数: "1.1", 日付: 2025-04-01, 概要: 見直し}\n' : ''}  - {版数: "1.0", 日付: 2024-04-01, 概要: 制定}
---
# 目的

${sentence(30)}
${sentence(200)}

## ${pick(words)}の${pick(words)}

${sentence(5)} [[${other}]] を参照。管理策 ${controls[n]} による。${version === '1.1' ? 'この版で改めた。' : ''}

1. ${sentence(4)}
   1. ${sentence(3)}
      - ${sentence(3)}
      - [関連](${third.toLowerCase()}.md)
   2. ${sentence(3)}
2. ${sentence(6)}
   続きの行
・${sentence(2)}
⚫ ${sentence(2)}
 (ア) ${sentence(2)}

| 項目 | 内容 | 担当 |
|---|---|
| ${sentence(1)} | ${sentence(2)} |
| ${sentence(1)} | ${sentence(2)} | ${pick(words)} | 余り |

第５条　（${pick(words)}）
１．${sentence(3)}
${'長い段落。' + sentence(400)}
`;
};
const config = (edition) => `title: 規程集\norganisation: 株式会社例\nlanguage: ja\nedition: "${edition}"\ndefault_catalog: iso27001-2022\ndefault_classification: internal\n`;
const handbook = temporaryFolder('foreign');
const state = (edition) => {
  seed = 7;
  const files = { 'handbook.yaml': config(edition === 1 ? '2024.1' : '2025.1'), 'catalogs/iso.yaml': fs.readFileSync(path.join(root, 'content/catalogs/iso27001-2022.yaml')) };
  for (let n = 0; n < 93; n++) files[`procedures/${id(n).toLowerCase()}.md`] = procedure(n, edition);
  writeTree(handbook, files);
};
state(1);
const released = kitei(['release', '2024.1', '--source', handbook, '--effective', '2024-04-01']);
assert.equal(released.status, 0, released.stderr.slice(-3000));
state(2);
const output = path.join(temporaryFolder(), 'out');
const built = kitei(['build', '--source', handbook, '--output', output]);
assert.equal(built.signal, null);
assert.equal(built.status, 0, built.stderr.slice(-3000));

for (const edition of ['2024.1', '2025.1']) {
  for (let n = 0; n < 93; n++) {
    const page = fs.readFileSync(path.join(output, `site/${edition}/procedure/${id(n)}.html`), 'utf8');
    const control = `controls/iso27001-2022/${controls[n]}.html`;
    assert.ok(page.includes(`href="../${control}"`), `${id(n)} does not link ${control}`);
    const back = fs.readFileSync(path.join(output, `site/${edition}/${control}`), 'utf8');
    assert.ok(back.includes(`procedure/${id(n)}.html`), `${control} does not link ${id(n)}`);
    assert.ok(!page.includes('\ufdd0') && !page.includes('\u{fffd}'), 'a marker leaked');
  }
}
const changes = fs.readFileSync(path.join(output, 'site/changes/2024.1_2025.1/index.html'), 'utf8');
assert.ok(changes.includes('AB-P-000') && changes.includes('AB-P-090'));
assert.ok(Object.keys(readTree(path.join(output, 'site/docx'))).length === 2 * 94);
assert.equal(kitei(['verify', path.join(output, 'site/docx/2025.1/handbook.docx')]).status, 0);
