// Filters answer at once: a change fetches the same page with the new filters and puts its results in place.
// Focus stays where it is, the count is announced by its live region, and the address can be shared.
// Without this script the form's own button does the same.

function narrowAsYouGo() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-narrow]");
    if (form) narrow(form, event.target);
  });
  // Going back to other filters shows their results; a link within the page changes none and must not reload it.
  addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });
}

let running = null;
let shown = location.search;

async function narrow(form, changed) {
  running?.abort();
  running = new AbortController();
  const params = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const address = `${location.pathname}${params.size ? `?${params}` : ""}`;
  try {
    const response = await fetch(address, { signal: running.signal });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    replace(page, form, changed);
    history.pushState(null, "", address);
    shown = location.search;
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
}

function replace(page, form, changed) {
  document.getElementById("results").replaceWith(page.getElementById("results"));
  const opened = new Set([...form.querySelectorAll("details[open]")].map((details) => details.dataset.facet));
  const fresh = page.querySelector("form[data-narrow]");
  fresh.querySelectorAll("details").forEach((details) => { details.open = opened.has(details.dataset.facet); });
  form.replaceChildren(...fresh.childNodes);
  const again = [...form.elements].find((element) => element.name === changed.name && (element.type !== "checkbox" || element.value === changed.value));
  again?.focus();
}

narrowAsYouGo();
