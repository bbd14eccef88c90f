// Forms of the members' space: what is typed is kept on the server, places are suggested while one types, faults are gone to.
// Without this script the same forms save by their button, and a typed place is looked up when they are sent.

const KEEP_AFTER = 1200;
const SUGGEST_AFTER = 150;

for (const form of document.querySelectorAll("form[data-keep]")) keepTyping(form);
for (const box of document.querySelectorAll("[data-places]")) suggestPlaces(box);
document.querySelector("[data-faults]")?.focus();

function keepTyping(form) {
  const told = form.querySelector(".kept");
  let waiting = 0;
  let isDirty = false;
  let isSent = false;

  form.addEventListener("input", () => {
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, KEEP_AFTER);
  });
  form.addEventListener("change", (event) => { if (event.target.type !== "file") form.dispatchEvent(new Event("input")); });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(waiting);
  });
  addEventListener("online", () => { if (isDirty) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty && !isSent) keep(); });

  async function keep() {
    clearTimeout(waiting);
    if (isSent) return;
    const typed = new FormData(form);
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    typed.set("keep", "1");
    isDirty = false;
    try {
      const response = await fetch(location.pathname, { method: "POST", body: typed, keepalive: true });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      const { at } = await response.json();
      told.textContent = `${form.dataset.kept} ${at}`;
    } catch {
      isDirty = true;
      told.textContent = form.dataset.unkept;
    }
  }
}

// A combobox with a list box, after the ARIA Authoring Practices; what is chosen becomes a ticked box like those the server draws.
function suggestPlaces(place) {
  const box = place.querySelector("input[type=text]");
  const chosen = place.querySelector("ul");
  const list = document.createElement("ul");
  list.id = `${box.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", place.dataset.hint);
  place.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);
  let waiting = 0;
  let current = -1;
  let running = null;

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, SUGGEST_AFTER);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", onKey);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => pick(event.target.closest("[role=option]")));

  async function ask() {
    const words = box.value.trim();
    running?.abort();
    if (!words) return close();
    running = new AbortController();
    try {
      const response = await fetch(`${place.dataset.places}?${new URLSearchParams({ q: words })}`, { signal: running.signal });
      if (response.ok && document.activeElement === box) show((await response.json()).places);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(places) {
    list.replaceChildren(...places.map(({ key, name }, number) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.key = key;
      item.textContent = name;
      return item;
    }));
    current = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = places.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  function onKey(event) {
    const count = list.childElementCount;
    if (event.isComposing || list.hidden || !count) return;
    if (event.key === "ArrowDown") choose((current + 1) % count);
    else if (event.key === "ArrowUp") choose((current + count - 1) % count);
    else if (event.key === "Enter") pick(list.children[Math.max(current, 0)]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  function choose(number) {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = number;
    const item = list.children[current];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", item.id);
  }

  function pick(item) {
    if (!item) return;
    if (place.dataset.single) chosen.replaceChildren();
    if (![...chosen.querySelectorAll("input")].some((tick) => tick.value === item.dataset.key && (tick.checked = true))) {
      const line = document.createElement("li");
      const label = document.createElement("label");
      const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: place.dataset.name, value: item.dataset.key, checked: true });
      label.append(tick, ` ${item.textContent}`);
      line.append(label);
      chosen.append(line);
    }
    box.value = "";
    close();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function close() {
    clearTimeout(waiting);
    running?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
}
