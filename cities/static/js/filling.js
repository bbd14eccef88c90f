// Answering a form. The page works without this script; with it answers are saved as they are typed, survive a lost connection, questions
// come and go with the answers they depend on, and who else is here is shown. What the site says always counts: the script only shows it sooner.

const form = document.querySelector("[data-filling]");
const data = JSON.parse(document.getElementById("filling").textContent);
const [{ AnswerQueue }, { holds, valueOf }] = await Promise.all([import(data.queue), import(data.expressions)]);

const SOON = 700; // after the last key
const AT_MOST = 1800; // after the first
const AGAIN = [3000, 6000, 12000, 30000];
const HERE_EVERY = 15000;
const MOST_PASSES = 12;
const LARGEST_FAREWELL = 60000; // browsers send no more from a page that closes

const queue = new AnswerQueue(data.sheet, data.version);
const questions = new Map([...form.querySelectorAll("[data-question]")].map((element) => [element.dataset.question, element]));
const token = form.elements.csrfmiddlewaretoken.value;
const status = form.querySelector("[data-state]");
let first = 0; // when the oldest unsent key was typed
let timer = 0;
let running = null;
let failures = 0;
let isOver = false;
let renewing = 0; // questions being asked for anew
let renewed = Promise.resolve();
let messages = {};

begin();

function begin() {
  form.elements.script.value = "1";
  form.addEventListener("input", (event) => typed(event.target));
  form.addEventListener("change", (event) => typed(event.target));
  form.addEventListener("focusout", () => setTimeout(tell));
  form.addEventListener("submit", leaveBySubmit);
  addEventListener("online", () => send());
  addEventListener("pagehide", sendFarewell);
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); else beHere(); });
  setInterval(beHere, HERE_EVERY);
  document.querySelector("[data-problems]")?.focus();
  // Over a weak line somebody types before this script has come.
  [...form.elements].filter(isChanged).forEach(typed);
  restore();
  ask();
}

function isChanged(control) {
  if (["radio", "checkbox"].includes(control.type)) return control.checked !== control.defaultChecked;
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected) && control.selectedIndex > 0;
  return control.type !== "hidden" && control.type !== "file" && "defaultValue" in control && control.value !== control.defaultValue;
}

// ---- typing ---------------------------------------------------------------------------------------------------

function typed(control) {
  const question = control.closest("[data-question]");
  if (!question || isOver) return;
  if (control.type === "file") return attach(control);
  const part = control.name.split(":")[0];
  if (part === "take") return decide(question, control);
  if (part === "a") tick(question, control);
  else if (part === "v" || part === "m") untick(question);
  remember(question);
  ask();
}

function remember(question, more = []) {
  const key = question.dataset.question;
  queue.put(key, { url: data.save, pairs: [...fieldsOf(question), ...more] }, seenOf(key).value);
  show(queue.isKept || navigator.onLine ? "saving" : "full");
  first ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(0, Math.min(SOON, first + AT_MOST - Date.now())));
}

function fieldsOf(question) {
  return ownControls(question)
    .filter((control) => /^[vmapst]:/.test(control.name) && (!["radio", "checkbox"].includes(control.type) || control.checked))
    .map((control) => [control.name, control.value]);
}

function ownControls(question) {
  return [...question.querySelectorAll("input, select, textarea")].filter((control) => control.closest("[data-question]") === question);
}

function seenOf(key) {
  return form.elements[`seen:${key}`];
}

// “Does not apply” takes the place of what was typed; taking it away brings that back.
function tick(question, box) {
  for (const control of ownControls(question)) {
    if (!/^[vm]:/.test(control.name)) continue;
    if (["radio", "checkbox"].includes(control.type)) {
      if (box.checked) control.dataset.before = String(control.checked);
      control.checked = box.checked ? false : control.dataset.before === "true";
    } else {
      if (box.checked) control.dataset.before = control.value;
      control.value = box.checked ? "" : control.dataset.before ?? "";
    }
  }
}

function untick(question) {
  const box = ownControls(question).find((control) => control.name.startsWith("a:"));
  if (box) box.checked = false;
}

function attach(control) {
  if (control.files.length) form.requestSubmit(document.getElementById(control.dataset.attach));
}

// ---- sending --------------------------------------------------------------------------------------------------

// Everything that waits, in turn; whether nothing waits any more. One sending at a time.
async function send() {
  clearTimeout(timer);
  while (running) await running;
  const waiting = waitingByAddress();
  if (isOver || waiting.size === 0) return !isOver;
  running = sendAll(waiting);
  const isDone = await running;
  running = null;
  return isDone;
}

async function sendAll(waiting) {
  first = 0;
  for (const [address, answers] of waiting) {
    queue.sending(Object.keys(answers));
    let response;
    try {
      response = await fetch(address, request(answers));
    } catch {
      return later();
    }
    if (response.status >= 500 || response.status === 429) return later();
    if (!response.ok) return refuse(response.status, answers);
    take(await response.json(), answers);
  }
  failures = 0;
  return true;
}

// Answers typed in one language are read as that language writes them, even if the page speaks another by now.
function waitingByAddress() {
  const found = new Map();
  for (const [key, answer] of Object.entries(queue.read())) {
    if (answer.waits) continue;
    const together = found.get(answer.fields.url) ?? {};
    found.set(answer.fields.url, { ...together, [key]: answer });
  }
  return found;
}

function request(answers) {
  const fields = Object.entries(answers).flatMap(([key, { fields: { pairs }, base }]) => [[`seen:${key}`, base], ...pairs]);
  const sent = Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, answer.sent.map(({ pairs }) => [[`seen:${key}`, "0."], ...pairs])]));
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ section: data.section, fields, sent }),
  };
}

function take(answer, sent) {
  const kept = new Set(answer.kept);
  const isThere = (key) => key in answer.stored || !(key in answer.conflicts || kept.has(key));
  const arrived = Object.fromEntries(Object.entries(sent).filter(([key]) => isThere(key)).map(([key, { fields }]) => [key, fields]));
  queue.arrived(arrived, answer.stored);
  // Not whole yet: it stays on this device until more is typed.
  for (const key of kept) if (key in sent && JSON.stringify(queue.read()[key]?.fields) === JSON.stringify(sent[key].fields)) queue.wait(key);
  for (const [key, seen] of Object.entries(answer.stored)) {
    const field = seenOf(key);
    if (field) field.value = seen;
    // Typed in another language: shown as this page writes it.
    if (field && sent[key].fields.url !== data.save) refresh(key);
  }
  for (const [key, html] of Object.entries(answer.conflicts)) oppose(key, html);
  messages = answer.messages;
  tell();
  if (answer.refused.length) show("refused");
  else if (Object.keys(answer.conflicts).length || hasConflicts()) show("conflict");
  else if (waitingByAddress().size) show("saving");
  else if (kept.size) show("unfit");
  else {
    settle(answer);
    show("saved");
  }
}

function later() {
  show(queue.isKept ? "offline" : "full");
  timer = setTimeout(send, AGAIN[Math.min(failures++, AGAIN.length - 1)]);
  return false;
}

function refuse(code, answers) {
  if (code === 409 || code === 410) {
    isOver = true;
    show(code === 409 ? "closed" : "ended");
  } else if (code === 403 || code === 404) {
    isOver = true;
    show("outside");
  } else {
    queue.drop(Object.keys(answers));
    show("refused");
  }
  return false;
}

function sendFarewell() {
  if (isOver) return;
  for (const [address, answers] of waitingByAddress()) {
    const farewell = request(answers);
    if (farewell.body.length < LARGEST_FAREWELL) {
      queue.sending(Object.keys(answers));
      fetch(address, { ...farewell, keepalive: true }).catch(() => {});
    }
  }
}

// The form's own buttons do what they do without a script, once what is typed has arrived.
async function leaveBySubmit(event) {
  // With nothing to wait for the form goes at once: a browser ignores a second submit while it still tells of the first.
  if (form.dataset.leaving || (!running && !renewing && waitingByAddress().size === 0)) return;
  event.preventDefault();
  // Whose answer stands was just decided: until it is on the page, the form would send the other one.
  await renewed;
  if (await send()) {
    form.dataset.leaving = "yes";
    form.requestSubmit(event.submitter);
    delete form.dataset.leaving;
  }
}

// ---- what was kept --------------------------------------------------------------------------------------------

function restore() {
  const kept = Object.entries(queue.read());
  for (const [key, { fields: { url, pairs } }] of kept) {
    const question = questions.get(key);
    if (question && url === data.save) put(question, pairs);
  }
  if (kept.length === 0) return;
  queue.decideAgain();
  show("restored");
  send();
}

function put(question, pairs) {
  for (const control of ownControls(question)) {
    if (!/^[vmapst]:/.test(control.name)) continue;
    const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

// ---- two answers to one question ------------------------------------------------------------------------------

function oppose(key, html) {
  queue.wait(key);
  const question = questions.get(key);
  if (!question || !html) return;
  question.querySelector("[data-conflict]")?.remove();
  question.append(...partsOf(html));
  question.classList.add("question--both");
  question.closest("details")?.setAttribute("open", "");
}

function hasConflicts() {
  return form.querySelector("[data-conflict]") !== null;
}

function decide(question, choice) {
  const key = question.dataset.question;
  question.querySelector("[data-conflict]").remove();
  question.classList.remove("question--both");
  if (choice.value.startsWith("mine")) {
    queue.drop([key]);
    remember(question, [[choice.name, choice.value]]);
    send();
  } else {
    queue.drop([key]);
    refresh(key);
    show(hasConflicts() ? "conflict" : "saved");
  }
  ownControls(question).find((control) => control.type !== "hidden")?.focus();
}

// A question as the site has it now.
function refresh(key) {
  renewing++;
  renewed = Promise.all([renewed, renew(key).finally(() => renewing--)]);
}

async function renew(key) {
  const before = questions.get(key);
  try {
    const response = await fetch(location.pathname);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(before.id);
    before.replaceWith(fresh);
    questions.set(key, fresh);
    ask();
  } catch {
    show("offline");
  }
}

// ---- what is asked, wrong, worked out -------------------------------------------------------------------------

function ask() {
  let hidden = new Set();
  let calculated = new Map();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const [nextHidden, nextCalculated] = askOnce(hidden, calculated);
    const isSame = same(hidden, nextHidden) && sameValues(calculated, nextCalculated);
    [hidden, calculated] = [nextHidden, nextCalculated];
    if (isSame) break;
  }
  for (const [key, question] of questions) question.hidden = hidden.has(key);
  for (const [key, value] of calculated) tellCalculated(key, value);
}

function askOnce(hidden, calculated) {
  const [outer, inner] = valuesNow(hidden, calculated);
  const nextHidden = new Set();
  const nextCalculated = new Map();
  for (const { code, repetition, group, tree, calculation } of data.conditions) {
    const key = `${code}:${repetition}`;
    const values = group ? inner[`${group}:${repetition}`] : outer;
    if ((group && nextHidden.has(`${group}:0`)) || !holds(tree, values, "", data.today)) nextHidden.add(key);
    else if (calculation) nextCalculated.set(key, valueOf(calculation, values, "", data.today));
  }
  return [nextHidden, nextCalculated];
}

function valuesNow(hidden, calculated) {
  const outer = { ...data.values };
  const inside = {};
  for (const { code, repetition, group, type } of data.conditions) {
    const key = `${code}:${repetition}`;
    const value = hidden.has(key) ? "" : type === "calculation" ? calculated.get(key) ?? "" : valueIn(key, type);
    if (!group) outer[code] = value;
    else {
      outer[code] = [...(Array.isArray(outer[code]) ? outer[code] : []), value];
      (inside[`${group}:${repetition}`] ??= {})[code] = value;
    }
  }
  return [outer, Object.fromEntries(Object.entries(inside).map(([key, own]) => [key, { ...outer, ...own }]))];
}

function valueIn(key, type) {
  const question = questions.get(key);
  if (!question) return "";
  if (type === "repeat") return [...question.querySelectorAll(":scope > .repetition")].map((_, number) => String(number + 1));
  const fields = fieldsOf(question);
  if (fields.some(([name]) => name.startsWith("a:"))) return "";
  const values = fields.filter(([name]) => /^[vm]:/.test(name)).map(([, value]) => value.trim()).filter((value) => value && !value.startsWith("#"));
  if (["number", "whole-number", "money"].includes(type)) return numberOf(values[0] ?? "");
  if (type === "file") return [...question.querySelectorAll(".entry")].map(() => "file").join(" ");
  return values.join(" ");
}

// As the language writes numbers; the site reads more ways of writing, and has the last word.
function numberOf(text) {
  const sign = new Intl.NumberFormat(data.language).formatToParts(1.5).find(({ type }) => type === "decimal").value;
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, "");
  const signs = plain.match(/[.,]/g) ?? [];
  const decimal = new Set(signs).size === 2 ? signs.at(-1) : signs.length === 1 && (signs[0] === sign || !/[.,]\d{3}$/.test(plain)) ? signs[0] : "";
  const number = Number(plain.split(decimal || "\0").map((part) => part.replace(/[.,]/g, "")).join("."));
  return plain === "" || Number.isNaN(number) ? "" : number;
}

// Once nothing waits, the site's own view of what is asked.
function settle({ asked }) {
  if (asked.length === 0) return;
  const known = new Set(asked);
  for (const [key, question] of questions) question.hidden = !known.has(key);
}

function tell() {
  for (const [key, question] of questions) {
    const line = question.querySelector(":scope > [data-message], :scope > fieldset > [data-message]");
    // Nobody is corrected in the middle of a word.
    if (!line || (question.contains(document.activeElement) && messages[key])) continue;
    if (line.dataset.kept === undefined) line.dataset.kept = line.textContent;
    const message = messages[key] ?? (key in queue.read() ? line.textContent : "");
    line.textContent = message;
    line.hidden = !message;
    question.classList.toggle("question--wrong", Boolean(message));
    const field = document.getElementById(`${question.id}-field`);
    field?.toggleAttribute("aria-invalid", Boolean(message));
    if (message) field?.setAttribute("aria-describedby", [...new Set([...(field.getAttribute("aria-describedby") ?? "").split(" "), line.id])].join(" ").trim());
  }
}

function tellCalculated(key, value) {
  const output = form.querySelector(`[data-calculated="${CSS.escape(key)}"]`);
  if (!output) return;
  const isNumber = typeof value === "number";
  if (isNumber && !Number.isFinite(value)) output.textContent = "–";
  else output.textContent = isNumber ? value.toLocaleString(data.language, { maximumFractionDigits: 10 }) : String(value) || "–";
}

// ---- who is here, and how it stands ---------------------------------------------------------------------------

async function beHere() {
  if (!data.presence || document.hidden || isOver) return;
  try {
    const response = await fetch(data.presence, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token },
      body: new URLSearchParams({ section: data.section }),
    });
    if (!response.ok) return;
    const { people, open, ended } = await response.json();
    const line = document.querySelector("[data-people]");
    line.replaceChildren(...partsOf(people));
    line.hidden = !people;
    if (!open) refuse(ended ? 410 : 409, {});
  } catch {
    // Without a connection nobody else is to be seen; the answers say so themselves.
  }
}

function show(state) {
  status.hidden = false;
  if (status.dataset.now === state) return;
  status.dataset.now = state;
  status.textContent = status.getAttribute(`data-say-${state}`);
}

function partsOf(html) {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}

function same(one, other) {
  return one.size === other.size && [...one].every((value) => other.has(value));
}

function sameValues(one, other) {
  return one.size === other.size && [...one].every(([key, value]) => Object.is(other.get(key), value));
}
