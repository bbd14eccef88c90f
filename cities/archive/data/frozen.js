// Browsers refuse a drawing out of another file when no server gives it.
// Each sheet of drawings lies here as a script too, which hands it over to be put into the page.

window.frozenSheet = (name, markup) => {
  const cupboard = document.createElement("div");
  cupboard.hidden = true;
  cupboard.innerHTML = markup;
  for (const part of cupboard.querySelectorAll("[id]")) part.id = `${name}-${part.id}`;
  document.body.append(cupboard);
  for (const use of document.querySelectorAll("use[href]")) {
    const [file, part] = use.getAttribute("href").split("#");
    if (file.endsWith(`/${name}`)) use.setAttribute("href", `#${name}-${part}`);
  }
};

if (location.protocol === "file:") {
  const files = [...document.querySelectorAll("use[href]")].map((use) => use.getAttribute("href").split("#")[0]);
  for (const file of new Set(files.filter(Boolean))) {
    const script = document.createElement("script");
    script.src = `${file}.js`;
    document.head.append(script);
  }
}
