"""Writes synthetic handbooks for measuring how work grows: the same arguments give the same bytes on any machine.

What a document holds does not depend on how many there are, so that all growth is kitei's own: kinds, texts, lists, a table, a
footnote, records, terms, clauses with addresses. handbook() says what can be varied. The sentences were written for this purpose.
"""
import os
import random
import subprocess

KINDS = (("policy", "POL", 1), ("regulation", "REG", 4), ("handbook", "HBK", 4), ("procedure", "PRO", 41))  # of each 50
CLAUSES = ("purpose", "scope", "duty", "review")
ASSETS = "業務用端末 共有サーバ 認証基盤 外部記憶媒体 特権アカウント 暗号鍵 監視ログ 契約書類 複合機 個人データ".split()
DEEDS = "承認 点検 棚卸し 記録 見直し 隔離 復旧 廃棄 暗号化 監視".split()
ROLES = "管理責任者 部門責任者 運用担当 監査担当 施設担当".split()
RECORDS = "台帳 点検票 申請書 報告書 受講記録 持出記録".split()
TERMS = "情報資産 多要素認証 特権 隔離 完全性 可用性".split()
SENTENCES = (
    "{role}は、{asset}の{deed}を定めた日に行い、結果を【{record}】に残さなければならない。",
    "{asset}を新たに使う者は、事前に{role}へ申し出て、必要な範囲に限った許可を受ける。",
    "異変に気付いたときは、作業を止め、**直ちに{role}へ知らせる**。",
    "{deed}の結果に不備があるときは、三営業日以内に直し、{role}の確認を得る。",
    "{role}は、{term}を保つため、`audit.level` の値を基準どおりにする。",
    "委託先が{asset}を扱う場合も同じ水準を求め、その旨を契約に含める。",
)


def control_ids(count):
    """count controls in groups of at most 100: 5.1 … 5.100, 6.1 …"""
    return ["%d.%d" % (5 + i // 100, 1 + i % 100) for i in range(count)]


def plan(docs):
    """(kind, id, path) of each document, in the proportions of KINDS, at most 100 in a folder."""
    shape = [kind for kind in KINDS for _ in range(kind[2])]
    counts, out = {}, []
    for i in range(docs):
        kind, prefix, _ = shape[i * 7 % 50]
        number = counts[kind] = counts.get(kind, 0) + 1
        out.append((kind, "%s-%05d" % (prefix, number), "%s/s%03d/%s-%05d.md" % (kind, number // 100, prefix, number)))
    return out


def link(rng, source, target):
    """A link of one of the three forms."""
    form = rng.randrange(3)
    if form == 0:
        return "[[%s]]" % target[1]
    if form == 1:
        return "[[%s#%s]]" % (target[1], rng.choice(CLAUSES))
    return "[%s](%s#%s)" % (target[1], os.path.relpath(target[2], os.path.dirname(source[2])), rng.choice(CLAUSES))


def document(rng, here, others, links, controls, version):
    """Source of one document that refers to `links` of `others` and names three of `controls`."""
    text = lambda: "".join(rng.choice(SENTENCES).format(role=rng.choice(ROLES), asset=rng.choice(ASSETS), deed=rng.choice(DEEDS),
                                                        record=rng.choice(RECORDS), term=rng.choice(TERMS)) for _ in range(4))
    named = rng.sample(controls, min(4, len(controls)))
    title = "%sの%s（%s）" % (rng.choice(ASSETS), rng.choice(DEEDS), here[1])
    lines = ["---", "id: " + here[1], "title: " + title, "kind: " + here[0], 'version: "1.%d"' % version, "status: approved", "owner: 管理責任者",
             "approver: 社長", "author: 担当", "approved_date: 2026-03-02", "effective_date: 2026-04-01", "next_review: 2027-03-31",
             "controls: [%s]" % ", ".join('"%s"' % control for control in named[:3])]
    if here[0] != "policy":
        lines.append("implements: [POL-00001]")  # one document that everybody refers to
    lines += ["revisions:"] + ['  - {version: "1.%d", date: 2026-04-01, change: editorial, summary: 改めた。}' % v for v in range(version, -1, -1)]
    lines += ["---", "", "# 目的 {#purpose}", "", text(), "", "# 範囲 {#scope}", "", text() + "[^1]", ""]
    lines += ["- %s" % asset for asset in rng.sample(ASSETS, 3)] + [""]
    lines += ["# 役割 {#duty%s}" % (' controls="%s"' % named[3] if len(named) > 3 else ""), "", "| 役割 | 責務 |", "|---|---|"]
    lines += ["| %s | %sの%s |" % (rng.choice(ROLES), rng.choice(ASSETS), rng.choice(DEEDS)) for _ in range(3)]
    lines += ["", text(), "", "# 見直し {#review every=1y by=管理責任者}", "", "管理策 %s による。" % named[0] + text(), ""]
    for _ in range(links):
        lines += ["- %s を見る。" % link(rng, here, rng.choice(others))]
    return "\n".join(lines + ["", "[^1]: " + text(), ""])


def handbook(folder, docs, links=3, controls=93, revised=0, edition="2026.1", seed=1):
    """A handbook of `docs` documents with `links` references each, over a catalogue of `controls`; of every ten documents the first
    `revised` are at their second version."""
    names = control_ids(controls)
    groups = sorted({name.split(".")[0] for name in names}, key=int)
    files = {
        "handbook.yaml": 'title: 規程集\norganisation: 会社\nlanguage: ja\nedition: "%s"\ndefault_catalog: c\n' % edition
                         + "classifications: [{id: internal, label: 社外秘}]\ndefault_classification: internal\n",
        "catalogs/c.yaml": 'id: c\ntitle: 管理策\nmention: ["管理策 {id}"]\ngroups:\n' + "".join(
            '  - id: "%s"\n    title: 群%s\n    controls:\n' % (group, group) + "".join(
                '      - {id: "%s", title: 管理 %s}\n' % (name, name) for name in names if name.split(".")[0] == group) for group in groups),
        "soa.yaml": "catalog: c\ncontrols:\n" + "".join('  "%s": {applicable: yes, reason: 要, status: implemented}\n' % name for name in names),
        "records.yaml": "records:\n" + "".join("  - {id: D-%d, title: %s, owner: 管理責任者, retention: 3y}\n" % row for row in enumerate(RECORDS)),
        "glossary.yaml": "terms:\n" + "".join("  - {term: %s, definition: %sのこと。}\n" % (term, term) for term in TERMS),
        "roles.yaml": "roles:\n" + "".join("  - {id: r%d, title: %s, holder: 課長}\n" % row for row in enumerate(ROLES)),
    }
    everything = plan(docs)
    for i, here in enumerate(everything):
        files[here[2]] = document(random.Random(seed * 1000003 + i), here, everything, links, names, 1 if i % 10 < revised else 0)
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write(text)


def with_editions(folder, docs, editions, kitei):
    """The same with `editions` (at most ten) frozen ones beside it, each with a tenth of the documents revised."""
    for number in range(1, editions + 1):
        handbook(folder, docs, revised=number - 1, edition="e%02d" % number)
        subprocess.run([kitei, "release", "e%02d" % number, "--source", folder, "--effective", "2025-%02d-01" % number],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    handbook(folder, docs, revised=editions)
