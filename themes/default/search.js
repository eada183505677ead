// The search page. Reads the index (generator/search/README.md says how it is laid out) through classic scripts that are
// inserted when they are needed, so that it works from file://; finds, verifies on the text, ranks, shows.
(function () {
  'use strict';
  const S = window.KITEI_SEARCH;
  const root = document.documentElement;
  // Every result is checked on its text in handbooks of so many documents, and beyond them when the text of all candidates
  // is not more than so much; else only the first results are, and the others when they come into view. A file costs more
  // than a millisecond whatever is in it, so that these are what a query takes.
  const VERIFIED_DOCUMENTS = 256;
  const VERIFIED_KB = 440;
  const FIRST_KB = 120;
  const STEP = 10; // results shown at first, and with each step
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUE = new Uint8Array(128);
  for (let i = 0; i < 64; i += 1) VALUE[DIGITS.charCodeAt(i)] = i;

  // ---- files of the index ----

  const loading = new Map();
  function loadScript(url) {
    if (!loading.has(url)) {
      loading.set(url, new Promise(function (done, failed) {
        const script = document.createElement('script');
        script.src = url;
        script.onload = done;
        script.onerror = function () { failed(new Error(url)); };
        document.head.appendChild(script);
      }));
    }
    return loading.get(url);
  }

  let index = null; // what search-index.js says, with the number of documents
  function fileAt(place) {
    return loadScript(root.dataset.root + 'search/' + index.names.slice(place * 10, place * 10 + 10) + '.js');
  }
  async function need(sort, numbers) {
    await Promise.all(Array.from(numbers, function (number) { return fileAt(sort === 'grams' ? number : placeOfGroup(number)); }));
  }
  function part(sort, number) { return S.store.get(sort + ' ' + number); }

  // search-index.js stands in the page before this script. Texts lie in groups of neighbouring documents, after the shards of
  // grams; the size of groups is one for each chunk of 32 documents.
  const CHUNK = 32;
  function openIndex() {
    if (index) return;
    for (const [key, value] of S.store) {
      if (key.startsWith('index ')) index = Object.assign({ documents: Number(key.slice(6)) }, value);
    }
    index.shards = 1 << index.shardBits;
    index.chunks = Array.from(index.groupSizes, function (digit) { return { size: VALUE[digit.charCodeAt(0)], place: 0 }; });
    let place = index.shards;
    index.chunks.forEach(function (chunk, i) {
      chunk.place = place;
      place += Math.ceil(Math.min(CHUNK, index.documents - i * CHUNK) / chunk.size);
    });
    const bytes = index.bytes.reduce(function (sum, length) { return sum + length; }, 0);
    index.groupKB = Math.ceil(bytes / Math.max(1, place - index.shards) / 1000);
    index.kindOf = new Uint8Array(index.documents);
    const ofKind = index.kinds.map(function () { return []; });
    for (let number = 0, at = 0; number < index.documents; number += 1, at = index.ids.indexOf(' ', at) + 1) {
      const kind = VALUE[index.ids.charCodeAt(at)];
      index.kindOf[number] = kind;
      ofKind[kind].push(number);
    }
    index.byKind = ofKind.flat(); // all documents by kind, then by number: so they stand where nothing says which is better
  }
  // A group is known by its first document.
  function groupOf(number) {
    const inChunk = number % CHUNK;
    return number - inChunk % index.chunks[Math.floor(number / CHUNK)].size;
  }
  function placeOfGroup(first) {
    const chunk = index.chunks[Math.floor(first / CHUNK)];
    return chunk.place + first % CHUNK / chunk.size;
  }
  // Ids are only needed for links, which are made while texts are on their way.
  let ids = null;
  function idOf(number) {
    if (ids) return ids[number];
    ids = [];
    const data = index.ids;
    for (let at = 0, end = 0, id = ''; ids.length < index.documents; at = end + 1) {
      end = data.indexOf(' ', at);
      id = id.slice(0, VALUE[data.charCodeAt(at + 1)]) + data.slice(at + 2, end);
      ids.push(id);
    }
    return ids[number];
  }

  // The documents that have a gram, a bit for each and six bits to a byte, as long lists are written in the index; its shard
  // must be here.
  function documentsOf(gram) {
    const data = part('grams', gram >>> (32 - index.shardBits));
    const key = DIGITS[(gram >>> 24) & 63] + DIGITS[(gram >>> 18) & 63] + DIGITS[(gram >>> 12) & 63] + DIGITS[(gram >>> 6) & 63] + DIGITS[gram & 63];
    const bits = new Uint8Array(Math.ceil(index.documents / 6));
    let at = data.indexOf(' ' + key) + 6;
    if (at < 6) return bits;
    if (data[at] === '!') {
      for (let i = 0; data.charCodeAt(at += 1) !== 32; i += 1) bits[i] = VALUE[data.charCodeAt(at)];
      return bits;
    }
    let next = 0;
    for (let shift = 0, gap = 0; data.charCodeAt(at) !== 32; at += 1) {
      const value = VALUE[data.charCodeAt(at)];
      gap |= (value & 31) << shift;
      shift += 5;
      if (value & 32) continue;
      next += gap;
      bits[Math.floor(next / 6)] |= 1 << next % 6;
      next += 1;
      shift = gap = 0;
    }
    return bits;
  }

  // ---- one word ----

  function gramsOf(word) {
    const asked = S.queryGrams(word).slice(0, 48);
    const of = function (field) { return asked.map(function (units) { return S.gram(field, units); }); };
    return { text: of(S.FIELD.text), title: of(S.FIELD.title), heading: of(S.FIELD.heading), keyword: [S.gram(S.FIELD.keyword, word)] };
  }
  function shardsOf(grams) {
    return new Set(Object.values(grams).flat().map(function (gram) { return gram >>> (32 - index.shardBits); }));
  }
  // Where it stands, by the index alone: bits for each document.
  const IN_TEXT = 1;
  const IN_TITLE = 2;
  const IN_HEADING = 4;
  const IS_KEYWORD = 8;
  async function lookUp(word) {
    const grams = gramsOf(word);
    await need('grams', shardsOf(grams));
    const where = new Uint8Array(index.documents);
    const mark = function (list, bit) {
      const all = documentsOf(list[0]);
      list.slice(1).forEach(function (gram) {
        const these = documentsOf(gram);
        for (let i = 0; i < all.length; i += 1) all[i] &= these[i];
      });
      for (let i = 0; i < all.length; i += 1) {
        for (let left = all[i], number = 6 * i; left; left >>= 1, number += 1) if (left & 1) where[number] |= bit;
      }
    };
    mark(grams.text, IN_TEXT);
    mark(grams.title, IN_TITLE);
    mark(grams.heading, IN_HEADING);
    mark(grams.keyword, IS_KEYWORD);
    return where;
  }
  const isAnywhere = function (bits) { return (bits & (IN_TEXT | IS_KEYWORD)) !== 0; };

  // Other words for a word: the term that it is a reading of; the terms of which it is another name (only when nothing has
  // the word itself), and the spelling without a long vowel mark at its end.
  function inHiragana(word) {
    return word.replace(/[\u30a1-\u30f6]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0x60); });
  }
  function readAs(word) {
    return index.terms.filter(function (term) { return term[1] && S.fold(term[0]) !== word && inHiragana(S.fold(term[1])) === inHiragana(word); });
  }
  function namedAs(word) {
    return index.terms.filter(function (term) { return term.slice(2).some(function (alias) { return S.fold(alias) === word; }); });
  }

  // {text, forms: [folded words that count as this one], where: bits for each document, also: [shown words]}
  async function findWord(text) {
    const word = { text: text, forms: [text], where: await lookUp(text), also: [] };
    const add = async function (form) {
      const folded = S.fold(form);
      if (word.forms.includes(folded) || S.pieces(folded).length === 0) return;
      const where = await lookUp(folded);
      if (!where.some(isAnywhere)) return;
      word.forms.push(folded);
      word.also.push(form);
      for (let i = 0; i < where.length; i += 1) word.where[i] |= where[i];
    };
    for (const term of readAs(text)) await add(term[0]);
    if (word.where.some(isAnywhere)) return word;
    for (const term of namedAs(text)) await add(term[0]);
    if (!word.where.some(isAnywhere) && /[\u30a1-\u30fa]ー$/.test(text)) await add(text.slice(0, -1));
    return word;
  }

  // ---- rank ----

  const sumOf = function (list, value) { return list.reduce(function (sum, item) { return sum + value(item); }, 0); };
  const BOOST = { keyword: 14, title: 7, heading: 2.5 };
  function firstScore(words, number) {
    return sumOf(words, function (word) {
      const bits = word.where[number];
      return word.weight * (isAnywhere(bits) ? 1 : 0) + (bits & IS_KEYWORD ? BOOST.keyword : 0) +
        word.weight * ((bits & IN_TITLE ? BOOST.title : 0) + (bits & IN_HEADING ? BOOST.heading : 0));
    });
  }
  function byKind(a, b) { return index.kindOf[a] - index.kindOf[b] || a - b; }

  // A document's text, folded once: what is searched, and each clause for itself.
  const texts = new Map();
  function textOf(number) {
    if (texts.has(number)) return texts.get(number);
    const first = groupOf(number);
    const group = part('texts', first);
    if (!group) return null;
    const record = group[number - first];
    const clauses = record[4].map(function (clause) {
      return { address: clause[0], number: clause[1], title: clause[2], text: clause[3], foldedTitle: S.fold(clause[2]), folded: S.fold(clause[3]) };
    });
    const name = record[0] || idOf(number);
    const text = { number: name, title: record[1], head: S.fold(record[1] + '\n' + name), clauses: clauses };
    text.length = clauses.reduce(function (sum, clause) { return sum + clause.folded.length; }, 0);
    texts.set(number, text);
    return text;
  }
  // How often a word stands in a folded text; Latin words and numbers inside longer ones count little.
  function occurrences(folded, form) {
    let count = 0;
    const latin = /^[\x21-\x7f]+$/.test(form);
    const inner = function (c) { return c && /[a-z0-9.]/.test(c); };
    for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + form.length)) {
      count += latin && (inner(folded[at - 1]) || inner(folded[at + form.length])) ? 0.2 : 1;
    }
    return count;
  }

  // Whether the text really has the word (grams of a phrase may stand apart), and how good a match it is.
  function readText(words, number, all) {
    const text = textOf(number);
    const found = words.map(function (word) {
      const inHead = sumOf(word.forms, function (form) { return occurrences(text.head, form); });
      const inTitles = sumOf(text.clauses, function (clause) { return sumOf(word.forms, function (form) { return occurrences(clause.foldedTitle, form); }); });
      const inText = sumOf(text.clauses, function (clause) { return sumOf(word.forms, function (form) { return occurrences(clause.folded, form); }); });
      const keyword = word.where[number] & IS_KEYWORD;
      const frequency = inHead + inTitles + inText;
      if (!frequency && !keyword) return null;
      const damped = frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * text.length / 1200));
      return word.weight * (damped + (inHead ? BOOST.title : 0) + (inTitles ? BOOST.heading : 0)) + (keyword ? BOOST.keyword : 0) +
        (word.forms.some(function (form) { return text.head.split(' ').includes(form); }) ? 6 : 0);
    });
    if (all ? found.includes(null) : found.every(function (score) { return score === null; })) return null;
    return sumOf(found, function (score) { return score || 0; });
  }

  function bestClause(words, text) {
    let best = null;
    let bestScore = 0;
    text.clauses.forEach(function (clause) {
      const score = sumOf(words, function (word) {
        const inTitle = word.forms.some(function (form) { return clause.foldedTitle.includes(form); });
        const count = sumOf(word.forms, function (form) { return occurrences(clause.folded, form); });
        return (inTitle ? 3 : 0) + (count > 0 ? 1.5 + Math.min(count, 4) * 0.25 : 0);
      });
      if (score > bestScore) { best = clause; bestScore = score; }
    });
    return best;
  }

  // ---- the whole query ----

  function groupsOf(results, limit) {
    const groups = new Set();
    for (const number of results) {
      groups.add(groupOf(number));
      if (groups.size >= limit) break;
    }
    return groups;
  }

  // All documents that have one of the words, in sets: those of a set have the same words in the same places, and stand by
  // kind, then by number. There are few sets, so that all that follows looks at one document of each.
  function setsOf(words) {
    const sets = new Map();
    for (let i = 0; i < index.byKind.length; i += 1) {
      const number = index.byKind[i];
      let places = 0;
      for (let w = 0; w < words.length; w += 1) places = places * 16 + words[w].where[number];
      if (places === 0) continue;
      const set = sets.get(places);
      if (set) set.push(number);
      else sets.set(places, [number]);
    }
    return Array.from(sets.values());
  }
  // Best first by the index alone; equals by kind, then by number.
  function inOrder(words, all) {
    const sets = setsOf(words);
    words.forEach(function (word) {
      const documents = sumOf(sets, function (set) { return isAnywhere(word.where[set[0]]) ? set.length : 0; });
      word.weight = Math.log(1 + index.documents / (1 + documents));
    });
    const found = new Map(); // score → documents
    sets.forEach(function (set) {
      const count = sumOf(words, function (word) { return isAnywhere(word.where[set[0]]) ? 1 : 0; });
      if (all ? count < words.length : count === 0) return;
      const score = firstScore(words, set[0]);
      found.set(score, found.has(score) ? found.get(score).concat(set).sort(byKind) : set);
    });
    return Array.from(found.keys()).sort(function (a, b) { return b - a; }).flatMap(function (score) { return found.get(score); });
  }

  // The documents found, best first, and a link to each. `spentKB` of texts have been read for this query already.
  async function rank(words, all, spentKB) {
    const groupsIn = function (kilobytes) { return Math.max(4, Math.floor(Math.min(kilobytes, VERIFIED_KB - spentKB) / index.groupKB)); };
    const results = inOrder(words, all);
    const most = index.documents <= VERIFIED_DOCUMENTS ? index.documents : groupsIn(VERIFIED_KB);
    const groups = groupsOf(results, most + 1);
    const read = groups.size <= most ? groups : groupsOf(results, groupsIn(FIRST_KB));
    results.slice(0, STEP).forEach(function (number) { read.add(groupOf(number)); });
    const loaded = need('texts', read);
    const here = [];
    const rest = [];
    results.forEach(function (number) { (read.has(groupOf(number)) ? here : rest).push(number); });
    const links = rest.map(linkTo); // while the texts are on their way
    await loaded;
    const first = [];
    here.forEach(function (number) {
      const score = readText(words, number, all);
      if (score !== null) first.push({ number: number, score: score });
    });
    first.sort(function (a, b) { return b.score - a.score || byKind(a.number, b.number); });
    const best = first.map(function (result) { return result.number; });
    return { documents: best.concat(rest), links: best.map(linkTo).concat(links), readKB: read.size * index.groupKB };
  }

  // The lists of all words at once.
  function needLists(words) {
    return Promise.all(words.map(function (word) { return need('grams', shardsOf(gramsOf(word))); }));
  }

  const NOTHING = { documents: [], links: [], readKB: 0 };
  async function search(query) {
    openIndex();
    const asked = S.wordsOf(query);
    await needLists(asked);
    const words = await Promise.all(asked.map(findWord));
    const whole = words.length > 0 ? await rank(words, true, 0) : NOTHING;
    const near = whole.documents.length === 0 && words.length > 1 ? await rank(words, false, whole.readKB) : NOTHING;
    return { words: words, whole: whole, near: near, failed: false };
  }
  Object.assign(S, { search: search });

  // ---- the page ----

  function element(name, className, content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (content) made.append(content);
    return made;
  }

  function pageOf(number) { return index.kinds[index.kindOf[number]][0] + '/' + idOf(number) + '.html'; }

  // The part of a long text around the first word: some forty letters before it, a hundred after it.
  function excerpt(text, forms) {
    const flat = text.replace(/\s*\n\s*|\s{2,}/g, '　');
    const folded = S.fold(flat);
    // Nearly always the folded text is as long as the text; else all of it is gone through.
    const first = folded.length === flat.length
      ? Math.min(...forms.map(function (form) { return folded.indexOf(form); }).filter(function (at) { return at >= 0; }))
      : (S.places(flat, forms)[0] || [Infinity])[0];
    const from = first === Infinity ? 0 : Math.max(0, first - 40);
    const shown = Array.from(flat.slice(from)).slice(0, 140).join('');
    const made = S.markedText(shown, forms);
    if (from > 0) made.prepend('…');
    if (from + shown.length < flat.length) made.append('…');
    return made;
  }

  // The best clause of a result with its context.
  function contextOf(words, number, query) {
    const text = textOf(number);
    const box = element('div', 'hit-context');
    const clause = bestClause(words, text) || text.clauses[0];
    if (!clause) return box;
    const forms = words.flatMap(function (word) { return word.forms; });
    if (clause.address) {
      const link = element('a', 'hit-clause');
      link.href = pageOf(number) + '?q=' + encodeURIComponent(query) + '#' + encodeURIComponent(clause.address);
      link.dataset.clause = clause.address;
      if (clause.number) link.append(element('span', 'number', clause.number), ' ');
      link.append(S.markedText(clause.title, forms));
      box.append(element('p', '', link));
    }
    if (clause.text) box.append(element('p', 'hit-text', excerpt(clause.text, forms)));
    return box;
  }

  // The link of a result, hidden and without words: what most of thousands stay.
  function linkTo(number) {
    const link = document.createElement('a');
    link.setAttribute('href', pageOf(number));
    link.hidden = true;
    return link;
  }
  function fillLink(link, words, number) {
    link.className = 'hit';
    const forms = words.flatMap(function (word) { return word.forms; });
    const text = textOf(number);
    link.replaceChildren(element('span', 'document-number', S.markedText(text.number, forms)), S.markedText(text.title, forms), ' ',
      element('span', 'hit-kind', index.kinds[index.kindOf[number]][1]));
  }

  // Every result has its link; those further down wait, hidden, until the reader comes to the end of what is shown.
  function makeList(list, words, found, query, all) {
    let entries = found.documents.map(function (number, i) { return { number: number, link: found.links[i], context: null }; });
    let view = []; // the entries that are shown
    let limit = 0;
    let kind = -1;
    list.replaceChildren(...found.links);

    function firstEntries(count) {
      const first = [];
      for (let i = 0; i < entries.length && first.length < count; i += 1) {
        if (kind < 0 || index.kindOf[entries[i].number] === kind) first.push(entries[i]);
      }
      return first;
    }
    function fill(entry) {
      if (readText(words, entry.number, all) === null) return false;
      fillLink(entry.link, words, entry.number);
      entry.context = contextOf(words, entry.number, query);
      entry.link.after(entry.context);
      return true;
    }
    function setHidden(entry, hidden) { entry.link.hidden = entry.context.hidden = hidden; }
    async function show() {
      const missing = firstEntries(limit).filter(function (entry) { return !entry.context; });
      if (missing.some(function (entry) { return !textOf(entry.number); })) {
        await need('texts', new Set(missing.map(function (entry) { return groupOf(entry.number); })));
      }
      const wrong = new Set(missing.filter(function (entry) { return !entry.context && !fill(entry); }));
      wrong.forEach(function (entry) { entry.link.remove(); }); // the words stand apart in it: only the text can say so
      if (wrong.size > 0) entries = entries.filter(function (entry) { return !wrong.has(entry); });
      view.forEach(function (entry) { setHidden(entry, true); });
      view = firstEntries(limit).filter(function (entry) { return entry.context; });
      view.forEach(function (entry) { setHidden(entry, false); });
    }
    return {
      size: function () { return entries.length; },
      // Some may not hold a longer word: only their texts, which are not read yet, can say so.
      mayShrink: function () {
        return words.some(function (word) { return gramsOf(word.text).text.length > 1; }) &&
          entries.some(function (entry) { return !part('texts', groupOf(entry.number)); });
      },
      // Returns a promise only when texts are missing, so that a list whose texts are here is shown at once.
      showMore: function (count) { limit += count; return show(); },
      showOnly: function (only) { kind = only; limit = STEP; return show(); },
      hasMore: function () { return firstEntries(limit + 1).some(function (entry, i) { return i === limit || !entry.context; }); }
    };
  }

  let list, near, status, hints, kinds, more, input; // parts of the page, from start() on
  const say = function (key, value) { return (list.dataset[key] || '').replace('{value}', value); };

  // What else the query names: terms that were searched as well, controls with a page of their own.
  function fileName(id) {
    return Array.from(new TextEncoder().encode(id), function (byte, i) {
      const c = String.fromCharCode(byte);
      return /[A-Za-z0-9-]/.test(c) || (c === '.' && i > 0) ? c : '_' + byte.toString(16).padStart(2, '0');
    }).join('');
  }
  function hint(text, href) {
    const link = element('a', '', text);
    link.href = href;
    return element('li', '', link);
  }
  function showHints(found) {
    const items = [];
    found.words.forEach(function (word) {
      word.also.forEach(function (also) { items.push(element('li', '', say('textAlso', also))); });
      index.terms.forEach(function (term) {
        if (!word.forms.includes(S.fold(term[0]))) return;
        const anchor = 'term-' + term[0].replace(/[\x00-\x7f]/g, function (c) { return /[0-9A-Za-z-]/.test(c) ? c : '_' + c.charCodeAt(0).toString(16).padStart(2, '0'); });
        items.push(hint(say('textTerm', term[0]), 'glossary.html#' + encodeURIComponent(anchor)));
      });
      index.controls.forEach(function (catalog) {
        const forms = ['{id}', catalog[0] + ':{id}'].concat(catalog[2] ? catalog[2].split('\n') : []).map(S.fold);
        for (let i = 3; i < catalog.length; i += 2) {
          const id = S.fold(catalog[i]);
          if (!forms.some(function (form) { return form.replace('{id}', id) === word.text; })) continue;
          items.push(hint(catalog[1] + ' ' + catalog[i] + ' ' + catalog[i + 1], 'controls/' + fileName(catalog[0]) + '/' + fileName(catalog[i]) + '.html'));
        }
      });
    });
    hints.replaceChildren(...items);
    hints.hidden = items.length === 0;
  }

  // Buttons that leave only one kind in view, when there are several.
  function showKinds(documents, shown) {
    const counts = index.kinds.map(function () { return 0; });
    documents.forEach(function (number) { counts[index.kindOf[number]] += 1; });
    const found = Array.from(counts.keys()).filter(function (kind) { return counts[kind] > 0; });
    const buttons = found.map(function (kind) {
      const button = element('button', 'chip', index.kinds[kind][1] + ' ');
      button.append(element('span', 'count', String(counts[kind])));
      button.type = 'button';
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', async function () {
        const pressed = button.getAttribute('aria-pressed') !== 'true';
        buttons.forEach(function (other) { other.setAttribute('aria-pressed', String(other === button && pressed)); });
        await shown.showOnly(pressed ? kind : -1);
        more.hidden = !shown.hasMore();
      });
      return button;
    });
    kinds.replaceChildren(...buttons);
    kinds.hidden = buttons.length < 2;
  }

  function report(found, shown) {
    const count = shown.size();
    status.textContent = found.failed ? say('textFailed') : found.words.length === 0 ? say('textIdle')
      : found.near.documents.length > 0 ? say('textNear', found.near.documents.length) : count === 0 ? say('textNone') : say(shown.mayShrink() ? 'textAbout' : 'textFound', count);
    list.dataset.count = String(count);
  }

  let turn = 0;
  let showMore = null;
  async function run(query) {
    const mine = turn += 1;
    list.dataset.ready = 'false';
    performance.mark('search-start');
    let found = { words: [], whole: NOTHING, near: NOTHING, failed: false };
    try {
      found = await search(query);
    } catch (error) {
      found.failed = true;
    }
    if (mine !== turn) return;
    const shown = makeList(list, found.words, found.whole, query, true);
    const others = makeList(near, found.words, found.near, query, false);
    showMore = async function () {
      await Promise.all([shown.showMore(STEP), others.showMore(STEP)]);
      if (mine !== turn) return;
      report(found, shown);
      more.hidden = !shown.hasMore() && !others.hasMore();
    };
    await Promise.all([shown.showMore(STEP), others.showMore(STEP)]);
    if (mine !== turn) return;
    near.hidden = found.near.documents.length === 0;
    more.hidden = !shown.hasMore() && !others.hasMore();
    if (index) {
      showHints(found);
      showKinds(found.whole.documents, shown);
    }
    report(found, shown);
    performance.mark('search-ready');
    list.dataset.ready = 'true';
  }

  function queryOf() { return new URLSearchParams(window.location.search).get('q') || ''; }
  // Lists that the address asks for are on their way while the page is still being read.
  async function fetchAhead() {
    try {
      openIndex();
      await needLists(S.wordsOf(queryOf()));
    } catch (error) { /* the search itself tells what is missing */ }
  }

  function start() {
    [list, near, status, hints, kinds, more, input] = ['results', 'near', 'status', 'hints', 'kinds', 'more', 'words'].map(function (name) {
      return document.getElementById('search-' + name);
    });
    if (!list) return;
    const form = input.form;
    const go = function () {
      const query = input.value;
      if (query !== queryOf()) window.history.replaceState(null, '', '?q=' + encodeURIComponent(query));
      run(query);
    };
    let timer = 0;
    let composing = false;
    const soon = function () {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(go, 100);
    };
    input.addEventListener('compositionstart', function () { composing = true; });
    input.addEventListener('compositionend', function () { composing = false; soon(); });
    input.addEventListener('input', soon);
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      clearTimeout(timer);
      go();
    });
    // Arrows lead from the field into the results and through them.
    document.addEventListener('keydown', function (event) {
      if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const stops = [input].concat(Array.from(document.querySelectorAll('.search-results > a.hit:not([hidden])')));
      const at = stops.indexOf(document.activeElement);
      const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
      if (at < 0 || !next) return;
      event.preventDefault();
      next.focus();
    });
    const goOn = function () { if (showMore) showMore(); };
    more.addEventListener('click', goOn);
    if (window.IntersectionObserver) {
      new IntersectionObserver(function (entries) { if (entries[0].isIntersecting) goOn(); }, { rootMargin: '400px' }).observe(more);
    }
    input.value = queryOf();
    if (!input.value) input.focus();
    run(input.value);
  }
  fetchAhead();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
