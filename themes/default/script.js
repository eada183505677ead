// What pages do beyond being read: the colours a reader chose, the menu on small screens, the switcher and banner of editions
// (from editions.js at the site's root), sorting and filtering of tables, the way to the search. A classic script without modules or requests, so
// that it works from file://; every page can be read without it.
(function () {
  'use strict';
  var root = document.documentElement;
  var themeKey = 'kitei-theme';
  root.className += ' scripted';

  // Before anything is painted. A store that is closed to us (private windows) only means that nothing is remembered.
  function storedTheme() {
    try { return window.localStorage.getItem(themeKey); } catch (error) { return null; }
  }
  function storeTheme(theme) {
    try { window.localStorage.setItem(themeKey, theme); } catch (error) { return; }
  }
  var chosen = storedTheme();
  if (chosen === 'dark' || chosen === 'light') root.setAttribute('data-theme', chosen);

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }
  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // ---- colours, menu, contents ----

  function setUpTheme() {
    each('[data-theme-toggle]', function (button) {
      button.hidden = false;
      button.addEventListener('click', function () {
        var current = root.getAttribute('data-theme');
        if (!current) current = window.matchMedia && window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
        var next = current === 'dark' ? 'light' : 'dark';
        root.setAttribute('data-theme', next);
        storeTheme(next);
      });
    });
  }

  // A finger cannot point at a term without following it: the first touch shows its meaning, the second one follows the link.
  function setUpTerms() {
    var described = null;
    var touched = false;
    function close() {
      if (described) described.classList.remove('described');
      described = null;
    }
    document.addEventListener('touchstart', function () { touched = true; }, { passive: true });
    document.addEventListener('mousemove', function (event) { if (event.movementX || event.movementY) touched = false; });
    document.addEventListener('click', function (event) {
      var term = event.target.closest ? event.target.closest('.reference-term[aria-description]') : null;
      if (term && touched && term !== described) {
        event.preventDefault();
        close();
        described = term;
        term.classList.add('described');
        return;
      }
      if (term !== described) close();
    });
    document.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return;
      close();
      var focused = document.activeElement;
      if (focused && focused.classList.contains('reference-term')) focused.blur();
    });
  }

  function setUpMenu() {
    each('[data-menu-button]', function (button) {
      button.setAttribute('role', 'button');
      button.setAttribute('aria-expanded', 'false');
      button.setAttribute('aria-controls', 'page-nav');
      function toggle(event) {
        event.preventDefault();
        var open = root.classList.toggle('menu-open');
        button.setAttribute('aria-expanded', open ? 'true' : 'false');
        if (open) window.scrollTo(0, 0);
      }
      button.addEventListener('click', toggle);
      button.addEventListener('keydown', function (event) { if (event.key === ' ') toggle(event); });
    });
    document.addEventListener('click', function (event) {
      each('details.switcher[open]', function (details) { if (!details.contains(event.target)) details.open = false; });
    });
    document.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return;
      each('details.switcher[open]', function (details) {
        details.open = false;
        details.querySelector('summary').focus();
      });
    });
  }

  // On narrow screens the contents list stands above the text, closed.
  function setUpContents() {
    each('[data-contents]', function (contents) {
      if (window.matchMedia && !window.matchMedia('(min-width: 79rem)').matches) contents.open = false;
      if (!window.IntersectionObserver) return;
      var links = {};
      Array.prototype.forEach.call(contents.querySelectorAll('a[href^="#"]'), function (link) {
        links[decodeURIComponent(link.getAttribute('href').slice(1))] = link;
      });
      var observer = new IntersectionObserver(function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          Object.keys(links).forEach(function (id) { links[id].removeAttribute('aria-current'); });
          links[entry.target.id].setAttribute('aria-current', 'true');
        });
      }, { rootMargin: '-10% 0px -75% 0px' });
      Object.keys(links).forEach(function (id) {
        var heading = document.getElementById(id);
        if (heading) observer.observe(heading);
      });
    });
  }

  // ---- editions ----

  // The same page in another edition: documents by way of their history, which knows whether that edition has them; pages that
  // every edition has, directly; else the edition's first page.
  function linkTo(edition, folder) {
    var data = root.dataset;
    if (data.document) return data.root + 'id/' + data.document + '.html?edition=' + encodeURIComponent(edition) + window.location.hash;
    var page = data.page && data.page.indexOf('/') < 0 ? data.page : 'index.html';
    return data.root + folder + '/' + page;
  }

  function setUpEditions() {
    var editions = window.KITEI_EDITIONS || [];
    var present = root.dataset.edition;
    each('[data-switcher]', function (menu) {
      var list = element('ul', '', 'switcher-list');
      function add(label, state, href, current) {
        var link = element('a');
        link.href = href;
        link.appendChild(element('span', label));
        if (state) link.appendChild(element('span', state, 'quiet'));
        if (current) link.setAttribute('aria-current', 'true');
        var item = element('li');
        item.appendChild(link);
        list.appendChild(item);
      }
      var words = { 'in-force': menu.dataset.inForce, superseded: menu.dataset.superseded, future: menu.dataset.future, draft: menu.dataset.draft };
      add(menu.dataset.latest, '', linkTo('latest', 'latest'), !present && !!root.dataset.page);
      editions.slice().reverse().forEach(function (edition) {
        add(edition.id, words[edition.status], linkTo(edition.id, edition.url.split('/')[0]), edition.id === present);
      });
      menu.insertBefore(list, menu.firstChild);
    });
    each('[data-edition-banner]', function (banner) {
      editions.forEach(function (edition) {
        var text = edition.id === present && (edition.status === 'superseded' || edition.status === 'future') && banner.dataset[edition.status];
        if (!text) return;
        var link = element('a', banner.dataset.link);
        link.href = linkTo('latest', 'latest');
        banner.appendChild(document.createTextNode(text + ' '));
        banner.appendChild(link);
        banner.hidden = false;
      });
    });
  }

  // id/<ID>.html?edition=2026.1 leads on to the page of that edition, if it holds the document.
  function followEdition() {
    var wanted = /[?&]edition=([^&]*)/.exec(window.location.search);
    if (!wanted) return;
    var edition = decodeURIComponent(wanted[1]);
    var found = null;
    each('[data-history-edition]', function (link) { if (link.dataset.historyEdition === edition) found = link; });
    if (found) window.location.replace(found.getAttribute('href') + window.location.hash);
    else each('[data-not-in-edition]', function (note) { note.hidden = false; });
  }

  // ---- search ----

  // "/" leads to the search field; a page that was opened from a result (?q=) gets the script that marks the words.
  function setUpSearch() {
    each('form[data-search]', function (form) {
      var field = form.querySelector('input');
      document.addEventListener('keydown', function (event) {
        var at = event.target;
        if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(at.tagName) || at.isContentEditable) return;
        event.preventDefault();
        if (field.offsetParent) field.focus();
        else window.location.href = form.action;
      });
      if (!/[?&]q=/.test(window.location.search)) return;
      var script = element('script');
      script.src = form.dataset.search;
      document.head.appendChild(script);
    });
  }

  // ---- tables ----

  function cellKey(row, column) {
    var cell = row.cells[column];
    return cell ? cell.dataset.sort || cell.textContent.trim() : '';
  }
  function setUpSorting() {
    each('table[data-sortable]', function (table) {
      var body = table.tBodies[0];
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
        var button = element('button', head.textContent, 'sort');
        button.type = 'button';
        head.textContent = '';
        head.appendChild(button);
        button.addEventListener('click', function () {
          var descending = head.getAttribute('aria-sort') === 'ascending';
          Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute('aria-sort'); });
          head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
          Array.prototype.slice.call(body.rows).sort(function (a, b) {
            var order = cellKey(a, column).localeCompare(cellKey(b, column), root.lang, { numeric: true });
            return descending ? -order : order;
          }).forEach(function (row) { body.appendChild(row); });
        });
      });
    });
  }

  function folded(text) {
    return (text.normalize ? text.normalize('NFKC') : text).toLowerCase();
  }
  function setUpFilters() {
    each('[data-filter]', function (filter) {
      var table = document.getElementById(filter.dataset.filter);
      var input = filter.querySelector('input');
      filter.hidden = false;
      input.addEventListener('input', function () {
        var words = folded(input.value).split(/\s+/);
        Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
          var text = folded(row.textContent);
          row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        });
      });
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    followEdition();
    setUpTheme();
    setUpTerms();
    setUpMenu();
    setUpContents();
    setUpEditions();
    setUpSorting();
    setUpFilters();
    setUpSearch();
  });
})();
