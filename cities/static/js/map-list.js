// List and map are two views of one thing: pointing at a row shows its dots, pointing at a dot shows its rows.

function keepInStep() {
  const main = document.getElementById("content");
  if (!main) return;
  for (const [start, stop] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    main.addEventListener(start, (event) => show(event.target, true));
    main.addEventListener(stop, (event) => show(event.target, false));
  }
}

function show(target, isShown) {
  const row = target.closest?.("[data-places]");
  const point = target.closest?.("[data-place]");
  const places = row ? row.dataset.places.split(" ") : point ? [point.dataset.place] : [];
  for (const place of places) {
    if (!place) continue;
    if (row) document.querySelectorAll(`[data-place="${CSS.escape(place)}"]`).forEach((dot) => dot.classList.toggle("is-shown", isShown));
    if (point) document.querySelectorAll(`[data-places~="${CSS.escape(place)}"]`).forEach((line) => line.classList.toggle("is-shown", isShown));
  }
}

keepInStep();
