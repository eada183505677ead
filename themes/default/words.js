// How the search reads text: the same as generator/search/fold.h, which is the specification (tests/search/vectors.json holds
// examples for both). Also where words stand in a text, to mark them. The one global name of the search is KITEI_SEARCH:
// files of the index call it, this file and search.js hang their functions on it.
(function (scope) {
  'use strict';

  const store = new Map(); // "grams 17" → what that file of the index says
  function KITEI_SEARCH(sort, number, data) {
    store.set(sort + ' ' + number, data);
  }
  KITEI_SEARCH.store = store;
  scope.KITEI_SEARCH = KITEI_SEARCH;

  const INVISIBLE = /[\u00ad\u034f\ufeff\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]|[\udb40-\udb43][\udc00-\udfff]/g;
  const BLANK = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;

  function fold(text) {
    return text.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(BLANK, ' ').replace(/ß/g, 'ss')
      .replace(/ς/g, 'σ').replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\u301c/g, '~');
  }

  // Units that end a piece.
  function isBreak(u) {
    if (u < 0x80) return !/[a-z0-9.\-/_@+%&]/.test(String.fromCharCode(u));
    if (u > 0x3040 && u < 0xfe10) return false;
    return u <= 0xbf || u === 0xd7 || u === 0xf7 || (u >= 0x2000 && u <= 0x2bff) || (u >= 0x3000 && u <= 0x3004) ||
      (u >= 0x3008 && u <= 0x3020) || u === 0x3030 || (u >= 0x303d && u <= 0x3040) || (u >= 0xfe10 && u <= 0xfe6f) || u >= 0xffe0;
  }
  function pieces(word) {
    const found = [];
    let from = 0;
    for (let i = 0; i <= word.length; i += 1) {
      if (i < word.length && !isBreak(word.charCodeAt(i))) continue;
      if (i > from) found.push(word.slice(from, i));
      from = i + 1;
    }
    return found;
  }

  const FIELD = { text: 0, title: 1, heading: 2, keyword: 3 };
  function mixed(h) {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
  function gram(field, units) {
    let h = 2166136261;
    for (let i = 0; i < units.length; i += 1) h = Math.imul(h ^ units.charCodeAt(i), 16777619);
    h = mixed(h);
    if (field) h = (h & 0xfff00000) | (mixed(h ^ field) & 0x000fffff);
    return h >>> 0 || 1;
  }

  // The grams of a folded word that are asked for: at each place the longest one that the index holds, without those that stand
  // inside another; and since each costs a file, without those whose neighbours overlap by two units, which say nearly as much.
  function queryGrams(word) {
    const found = new Set();
    pieces(word).forEach(function (piece) {
      const runs = []; // [from, to] in the piece
      for (let i = 0; i < piece.length; i += 1) {
        let length = 1;
        let hiragana = 0;
        for (let n = 1; n <= 4 && i + n <= piece.length; n += 1) {
          const unit = piece.charCodeAt(i + n - 1);
          if (unit >= 0x3041 && unit <= 0x309f) hiragana += 1;
          if (n > 2 && hiragana > 1) break;
          length = n;
        }
        if (runs.length === 0 || i + length > runs[runs.length - 1][1]) runs.push([i, i + length]);
      }
      let covered = 0; // up to where the grams taken so far reach
      runs.forEach(function (run, i) {
        if (i > 0 && i + 1 < runs.length && covered >= runs[i + 1][0] + 2) return;
        covered = run[1];
        found.add(piece.slice(run[0], run[1]));
      });
    });
    return Array.from(found);
  }

  // ---- where words stand ----

  // Letters with what modifies them: these are folded together.
  const CLUSTER = /[^][\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*/gu;

  // Texts of these letters alone, nearly all, are folded letter by letter: nothing joins, nothing becomes longer or shorter.
  const PLAIN = /^[\t-\r -~\u3000-\u3029\u3041-\u3094\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e]*$/;

  // [start, end] of every place in `text` where one of the folded words stands, in order and without overlaps.
  function places(text, words) {
    const plain = PLAIN.test(text);
    let folded = plain ? fold(text) : '';
    const starts = []; // of each folded unit, in `text`; in a plain one they are the same
    const ends = [];
    for (const match of plain ? [] : text.matchAll(CLUSTER)) {
      const part = fold(match[0]);
      for (let i = 0; i < part.length; i += 1) {
        starts.push(match.index);
        ends.push(match.index + match[0].length);
      }
      folded += part;
    }
    const found = [];
    words.forEach(function (word) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        found.push(plain ? [at, at + word.length] : [starts[at], ends[at + word.length - 1]]);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    const merged = [];
    found.forEach(function (place) {
      const last = merged[merged.length - 1];
      if (last && place[0] <= last[1]) last[1] = Math.max(last[1], place[1]);
      else merged.push(place);
    });
    return merged;
  }

  // `text` as nodes, with <mark> around the places.
  function markedText(text, words) {
    const made = document.createDocumentFragment();
    let from = 0;
    places(text, words).forEach(function (place) {
      made.appendChild(document.createTextNode(text.slice(from, place[0])));
      const mark = document.createElement('mark');
      mark.textContent = text.slice(place[0], place[1]);
      made.appendChild(mark);
      from = place[1];
    });
    made.appendChild(document.createTextNode(text.slice(from)));
    return made;
  }

  function wordsOf(query) {
    return Array.from(new Set(fold(query).split(' '))).filter(function (word) { return pieces(word).length > 0; }).slice(0, 12);
  }

  Object.assign(KITEI_SEARCH, { fold, pieces, gram, queryGrams, places, markedText, wordsOf, FIELD });

  // ---- a page that was opened from a result: mark the words in its text ----

  function markPage() {
    const query = new URLSearchParams(window.location.search).get('q');
    const text = document.querySelector('.text');
    if (!query || !text) return;
    const words = wordsOf(query);
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    nodes.forEach(function (node) {
      if (places(node.data, words).length > 0) node.replaceWith(markedText(node.data, words));
    });
  }
  if (typeof document !== 'undefined') {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', markPage);
    else markPage();
  }
})(typeof window === 'undefined' ? globalThis : window);
