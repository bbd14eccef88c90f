// Results as one types: htmx fetches the page and puts its findings in place. This keeps addresses short, lists open and the focus where it is.
// Without scripts the form's own button does the same.

let before = null;

// What goes without saying is not said: the address can be shared as it stands.
document.addEventListener("htmx:configRequest", (event) => {
  const { elt: form, formData, triggeringEvent } = event.detail;
  if (form.id !== "search") return;
  for (const [name, value] of [...formData.entries()]) {
    if (!value.trim()) formData.delete(name);
  }
  const address = new URLSearchParams(formData).toString();
  if (address === new URLSearchParams(location.search).toString()) {
    event.preventDefault();
    return;
  }
  // Half a word is no place to come back to.
  const isTyping = triggeringEvent?.type === "input";
  form.setAttribute("hx-replace-url", String(isTyping));
  form.setAttribute("hx-push-url", String(!isTyping));
});

document.addEventListener("htmx:beforeSwap", () => {
  before = {
    open: [...document.querySelectorAll("#narrow, #narrow details")].map((part) => [part.dataset.facet, part.open]),
    scrolled: [...document.querySelectorAll("#narrow details > ul")].map((list) => [list.parentElement.dataset.facet, list.scrollTop]),
    focused: document.activeElement?.id,
  };
});

document.addEventListener("htmx:afterSwap", () => {
  if (!before) return;
  const narrow = document.getElementById("narrow");
  const facet = (name) => (name ? narrow?.querySelector(`details[data-facet="${name}"]`) : narrow);
  for (const [name, isOpen] of before.open) {
    const part = facet(name);
    if (part) part.open = isOpen;
  }
  for (const [name, top] of before.scrolled) {
    const list = facet(name)?.querySelector("ul");
    if (list) list.scrollTop = top;
  }
  if (before.focused && document.activeElement?.id !== before.focused) document.getElementById(before.focused)?.focus({ preventScroll: true });
  before = null;
});
