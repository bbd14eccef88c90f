// Suggestions under a search box: topics, places and records that begin so, each leading to its page. A combobox with a list box, after the
// ARIA Authoring Practices: arrows walk the list, Enter goes there, Escape closes it. Without scripts the box is a plain search box.

const DELAY = 150;
const SHORTEST = 2;

for (const box of document.querySelectorAll("input[data-suggest]")) suggestUnder(box);

function suggestUnder(box) {
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestLabel);
  box.form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    box.setAttribute(name, value);
  }
  let waiting = 0;
  let running = null;
  let current = -1;

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    running?.abort();
    waiting = setTimeout(ask, DELAY);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", onKey);
  box.form.addEventListener("submit", close);
  // The box keeps the focus while one of them is pressed.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));

  async function ask() {
    const words = box.value.trim();
    if (words.length < SHORTEST) return close();
    running = new AbortController();
    try {
      const response = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: running.signal });
      if (response.ok && document.activeElement === box) show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show([, labels, kinds, addresses, more]) {
    list.replaceChildren(...labels.map((label, number) => option(number, label, { kind: kinds[number], address: addresses[number], language: more?.languages?.[number] })));
    current = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = labels.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  function option(number, label, { kind, address, language }) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = new URL(address).pathname + new URL(address).search;
    const name = document.createElement("span");
    name.textContent = label;
    if (language) name.lang = language;
    const what = document.createElement("small");
    what.textContent = kind;
    item.append(name, " ", what);
    return item;
  }

  function onKey(event) {
    const count = list.childElementCount;
    if (event.isComposing || list.hidden || !count) return;
    if (event.key === "ArrowDown") choose(current + 1 < count ? current + 1 : -1);
    else if (event.key === "ArrowUp") choose(current > -1 ? current - 1 : count - 1);
    else if (event.key === "Enter" && current > -1) go(list.children[current]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  function choose(number) {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = number;
    const item = list.children[current];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) box.setAttribute("aria-activedescendant", item.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function go(item) {
    if (item) location.assign(item.dataset.address);
  }

  function close() {
    clearTimeout(waiting);
    running?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
}
