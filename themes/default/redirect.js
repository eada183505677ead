// Goes to the page named in data-redirect, with the query and the fragment of this one. Without scripts a refresh does it.
(function () {
  'use strict';
  var target = document.documentElement.getAttribute('data-redirect');
  if (target) window.location.replace(target + window.location.search + window.location.hash);
})();
