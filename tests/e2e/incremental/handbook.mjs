// A small handbook with everything that pages depend on: every kind of document, catalogues, registers, parts, images, references
// of every form, terms, duties, tables. It is without errors. A course of edits begins with it.
import { document } from '../lib.mjs';

const catalog = (id, title, mention, groups) => `id: ${id}\ntitle: ${title}\nmention: ["${mention} {id}"]\ngroups:\n` +
  groups.map(([group, label, controls]) => `  - id: "${group}"\n    title: ${label}\n    controls:\n` +
    controls.map(([control, name]) => `      - {id: "${control}", title: ${name}}\n`).join('')).join('');

const image = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60"><rect width="120" height="60" fill="${colour}"/></svg>\n`;

const front = (id, title, more = {}) => ({ id, title, owner: '管理者', next_review: '2027-04-01', classification: 'internal', ...more });

export const documents = ['policies/kj-01.md', 'regulations/kt-01.md', 'regulations/kt-02.md', 'procedures/tj-01.md', 'procedures/tj-02.md', 'procedures/tj-03.md', 'procedures/tj-04.md', 'procedures/tj-05.md', 'handbook/hb-01.md', 'forms/ys-01.md'];
// Nothing but words: their edits show nowhere else.
export const plain = ['procedures/tj-04.md', 'procedures/tj-05.md'];
export const secret = 'procedures/tj-03.md';
export const ids = ['KJ-01', 'KT-01', 'KT-02', 'TJ-01', 'TJ-02', 'TJ-03', 'HB-01', 'YS-01'];

export const handbook = {
  'handbook.yaml': 'title: 規程集\norganisation: 会社\nlanguage: ja\nedition: "2026.1"\ndefault_catalog: c\nvariables: {contact: 内線1, days: 30}\n' +
    'classifications: [{id: public, label: 公開}, {id: internal, label: 社外秘}, {id: restricted, label: 関係者}]\ndefault_classification: internal\n' +
    'audiences: [{id: staff, label: 従業員, clearance: internal}, {id: admins, label: 管理者, clearance: restricted}]\n' +
    'sites: [{id: staff, clearance: internal}, {id: all, clearance: restricted}]\n' +
    'packs: [{id: staff, audience: staff, title: 配布パック}]\n',
  'catalogs/c.yaml': catalog('c', '管理策', '管理策', [['5', '組織', [['5.1', '方針'], ['5.2', '役割'], ['5.3', '分離']]], ['8', '技術', [['8.1', '端末'], ['8.2', '特権'], ['8.3', '媒体']]]]),
  'catalogs/r.yaml': catalog('r', '要求事項', '箇条', [['7', '支援', [['7.1', '資源'], ['7.2', '力量']]]]),
  'soa.yaml': 'catalog: c\ncontrols:\n' + ['5.1', '5.2', '5.3', '8.1', '8.2', '8.3'].map((id) => `  "${id}": {applicable: yes, reason: 要, status: implemented}\n`).join(''),
  'records.yaml': 'records:\n  - {id: D-1, title: 台帳, form: YS-01, owner: 管理者, retention: 3y}\n  - {id: D-2, title: 点検記録, owner: 利用者, retention: 1y}\n',
  'glossary.yaml': 'terms:\n  - {term: 情報資産, reading: じょうほうしさん, definition: 価値のある情報。}\n  - {term: 多要素認証, reading: たようそにんしょう, definition: 二つ以上で確かめること。, aliases: [MFA]}\n' +
    '  - {term: 特権, reading: とっけん, definition: 設定を変える力。}\n  - {term: 隔離, reading: かくり, definition: 離して置くこと。}\n',
  'roles.yaml': 'roles:\n  - {id: manager, title: 管理者, holder: 課長, duties: [点検]}\n  - {id: user, title: 利用者, holder: 全員, duties: [報告]}\n',
  'laws.yaml': 'laws:\n  - {id: 個人情報保護法, title: 個人情報の保護に関する法律, number: 平成15年法律第57号, authority: 委員会, requires: 管理, documents: [KT-01]}\n',
  'contacts.yaml': 'contacts:\n  - {id: desk, title: 窓口, purpose: 報告, phone_or_url: "{{ contact }}", when: いつでも, caller: 利用者}\n',
  'external.yaml': 'external:\n  - {id: rules, title: 就業規則, issuer: 人事, version: "1", owner: 管理者}\n',
  'parts/contact.md': '窓口は{{ contact }}である。【台帳】を見る。\n\n- 情報資産は [[KT-01#purpose]] による。\n',
  'parts/table.md': '| 項目 | 値 |\n|---|---|\n| 期間 | {{ days }}日 |\n',
  'assets/flow.svg': image('#123456'),
  'assets/zones.svg': image('#654321'),
  'policies/kj-01.md': document(front('KJ-01', '基本方針', { controls: '["5.1"]', classification: 'public' }),
    '# 目的 {#purpose}\n\n情報資産を守る。詳しくは[[KT-01]]と[[TJ-01#steps]]による。\n\n# 体制 {#roles controls="5.2"}\n\n管理者を置く。[[law:個人情報保護法]]を守る。\n'),
  'regulations/kt-01.md': document(front('KT-01', '情報管理規程', { controls: '["5.2", "8.1"]', implements: '[KJ-01]', related: '[TJ-01]', records: '[台帳]' }),
    '# 総則\n\n## 目的 {#purpose}\n\nこの規程は、情報資産の取扱いを定めることを目的とする。\n\n## 責任 {#duty controls="5.3 8.3"}\n\n管理者は、次に掲げる事項を行わなければならない。\n\n' +
    '- 台帳の整備\n- 前条の目的に沿う点検\n\n第1条に反するときは、[[TJ-02#table-1]]による。結果は【台帳】に記す。\n\n## 点検 {#review every=1y by=管理者}\n\n' +
    '管理者は、第2条第1項第1号の台帳を点検する。\n\n# 附則 {.supplement}\n\nこの規程は、2026年4月1日から施行する。\n\n# 扱い {#handling .appendix}\n\n| 区分 | 扱い |\n|---|---|\n| 社外秘 | 鍵 |\n'),
  'regulations/kt-02.md': document(front('KT-02', '認証規程', { controls: '["8.2", "r:7.2"]', implements: '[KJ-01]' }),
    '# 総則\n\n## 目的 {#purpose}\n\nこの規程は、認証を定める。情報管理規程第2条による。\n\n## 方法 {#method}\n\n多要素認証を用いる。[^1]\n\n別に[[KT-01#art-2..art-3]]を見る。\n\n' +
    '## 特権 {#privileged controls="8.2"}\n\n特権は[[TJ-03]]による。\n\n# 附則 {.supplement}\n\nこの規程は、2026年4月1日から施行する。\n\n[^1]: [[requirement:7.2]]による。\n'),
  'procedures/tj-01.md': document(front('TJ-01', '登録手順', { controls: '["5.1", "5.2"]', implements: '[KT-01]', related: '[TJ-02, TJ-03]', by: '管理者', every: '1y' }),
    '# 手順 {#steps}\n\n管理策 5.2 により{{ contact }}へ申し出る。\n\n1. 申請する。\n2. 【台帳】に記す。\n   - 写しを残す。\n\n# 図 {#figure}\n\n![流れ](../assets/flow.svg)\n\n図: 流れ {#flow}\n\n' +
    '# 連絡 {#contact}\n\n{{ include "parts/contact.md" }}\n\n[認証規程](../regulations/kt-02.md#method)を見る。\n\n```sh\nlock --now\n```\n'),
  'procedures/tj-02.md': document(front('TJ-02', '点検手順', { controls: '["5.3"]', implements: '["KT-01@1.0"]' }),
    '# 点検 {#check every=6m by=利用者}\n\n表: 点検の項目 {#table-1}\n\n| 項目 | 値 |\n|---|---|\n| 鍵 | 有※1 |\n| 窓 | ^ |\n\n※1 毎日\n\n> [!IMPORTANT]\n> 隔離する。\n\n' +
    '# 記録 {#records}\n\n表: 記録\n\n{{ table records }}\n\n【点検記録】に記す。[[TJ-01#flow]]と[[KT-01@1.0]]を見る。\n'),
  'procedures/tj-03.md': document(front('TJ-03', '特権手順', { controls: '["8.2"]', classification: 'restricted', implements: '[KT-02]' }),
    '# 特権 {#root}\n\n隠した手順。[[KT-02#privileged]]による。\n\n# 記録 {#log}\n\n【台帳】に記す。多要素認証を使う。\n'),
  'procedures/tj-04.md': document(front('TJ-04', '清掃手順', { controls: '["8.3"]' }),
    '# 清掃 {#cleaning}\n\n机の上を拭く。紙を棚に戻す。\n\n床を掃く。\n\n# 確認 {#look}\n\n部屋を出る前に見回る。\n'),
  'procedures/tj-05.md': document(front('TJ-05', '施錠手順', { related: '[TJ-04]' }),
    '# 施錠 {#locking}\n\n窓を閉める。鍵を掛ける。\n\n- 表の鍵\n- 裏の鍵\n\n鍵を箱に戻す。\n'),
  'handbook/hb-01.md': document(front('HB-01', '手引き', { related: '[KJ-01, TJ-01]' }),
    '# はじめに {#start}\n\n困ったら{{ contact }}です。[[TJ-01]]を見ます。\n\n{{ include "parts/table.md" }}\n\n# 文書 {#documents}\n\n{{ table documents kind=procedure }}\n\n機密性\n: 許された人だけが見られること。\n'),
  'forms/ys-01.md': document(front('YS-01', '台帳', { kind: 'form' }), '| 日付 | 名前 |\n|---|---|\n|  |  |\n'),
};
