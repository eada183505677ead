// Added to pages by `kitei serve` alone. Asks the server, again and again, whether there is something new: the answer is a
// script that calls kiteiState, which the pages' Content-Security-Policy allows as it is. New pages are loaded again at
// the place where the reader was; errors are shown over the last good page.
(function () {
  'use strict';
  var key = 'kitei-place ' + location.pathname;
  var shown = null;
  var place = null;
  try { place = JSON.parse(sessionStorage.getItem(key)); sessionStorage.removeItem(key); } catch (e) { place = null; }
  if (place) {
    var restore = function () { window.scrollTo(place[0], place[1]); };
    restore();
    window.addEventListener('load', restore);
  }

  function element(name, kind, text) {
    var made = document.createElement(name);
    made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  function overlay(problems, title) {
    var old = document.getElementById('kitei-overlay');
    if (old) old.remove();
    if (problems.length === 0) return;
    var box = element('div', 'kitei-overlay');
    box.id = 'kitei-overlay';
    box.setAttribute('role', 'alert');
    box.appendChild(element('p', 'kitei-overlay-title', title));
    var list = element('ul', 'kitei-overlay-list');
    problems.forEach(function (problem) {
      var item = element('li', 'kitei-overlay-item');
      item.appendChild(element('code', 'kitei-overlay-place', problem.path + ':' + problem.line + ':' + problem.column));
      item.appendChild(element('span', 'kitei-overlay-message', problem.message + ' [' + problem.code + ']'));
      if (problem.hint) item.appendChild(element('span', 'kitei-overlay-hint', problem.hint));
      list.appendChild(item);
    });
    box.appendChild(list);
    document.body.appendChild(box);
  }

  function ask(since) {
    var script = document.createElement('script');
    script.src = '/.kitei/state.js?since=' + since;
    script.onload = function () { script.remove(); };
    script.onerror = function () {  // the server is away: ask until it is back
      script.remove();
      setTimeout(function () { ask(-1); }, 1000);
    };
    document.head.appendChild(script);
  }

  window.kiteiState = function (state) {
    if (shown !== null && state.pages !== shown) {
      try { sessionStorage.setItem(key, JSON.stringify([window.scrollX, window.scrollY])); } catch (e) { /* then at the top */ }
      location.reload();
      return;
    }
    shown = state.pages;
    overlay(state.problems, state.title);
    // The answer to this may take half a minute, and a page is not loaded while a script of it is on its way.
    var wait = function () { ask(state.version); };
    if (document.readyState === 'complete') wait();
    else window.addEventListener('load', wait);
  };
  var own = document.currentScript.getAttribute('data-pages');
  shown = own === null ? null : Number(own);
  ask(-1);
})();
