// Finds pages of the kit that hold every word typed. Works from a memory stick: the words stand in words.js beside each page.
(function () {
  "use strict";
  var MOST = 60;
  var LETTERS = 90;
  var found = document.getElementById("found");
  var results = document.getElementById("results");
  var query = document.getElementById("query");

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().normalize("NFC");
  }

  // Titles count more than text, and words near the beginning more than later ones.
  function score(page, words) {
    var title = folded(page.title);
    var text = folded(page.text);
    var points = 0;
    for (var i = 0; i < words.length; i += 1) {
      var inTitle = title.indexOf(words[i]) >= 0;
      var at = text.indexOf(words[i]);
      if (!inTitle && at < 0) { return 0; }
      points += (inTitle ? 10 : 0) + (at >= 0 ? 1 + 1 / (1 + at / 500) : 0);
    }
    return points;
  }

  function excerpt(page, word) {
    var at = folded(page.text).indexOf(word);
    if (at < 0) { return page.text.slice(0, 2 * LETTERS); }
    var start = Math.max(0, at - LETTERS);
    return (start ? "… " : "") + page.text.slice(start, at + LETTERS) + " …";
  }

  function entry(page, word) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    var text = document.createElement("p");
    link.href = page.page;
    link.textContent = page.title;
    text.textContent = (page.under ? page.under + " · " : "") + excerpt(page, word);
    item.appendChild(link);
    item.appendChild(text);
    return item;
  }

  function show(typed) {
    var words = folded(typed).split(/\s+/).filter(Boolean);
    results.textContent = "";
    found.textContent = "";
    if (!words.length) { return; }
    var hits = [];
    window.kitWords.forEach(function (page) {
      var points = score(page, words);
      if (points) { hits.push([points, page]); }
    });
    hits.sort(function (one, other) { return other[0] - one[0]; });
    hits.slice(0, MOST).forEach(function (hit) { results.appendChild(entry(hit[1], words[0])); });
    found.textContent = hits.length ? found.dataset.found.replace("{n}", hits.length) : found.dataset.nothing;
  }

  query.value = new URLSearchParams(window.location.search).get("q") || "";
  query.addEventListener("input", function () { show(query.value); });
  query.form.addEventListener("submit", function (event) { event.preventDefault(); show(query.value); });
  show(query.value);
}());
