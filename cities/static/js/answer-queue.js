// Answers that wait on this device until the site has them: one list a sheet, in the browser's own storage, so that a lost connection, a
// closed tab or an empty battery loses nothing. Emptied answer by answer as each arrives, and at once when the sheet is sent in.

const PREFIX = "cities-sheet-";

export class AnswerQueue {
  constructor(sheet, version) {
    this.name = PREFIX + sheet;
    this.version = version;
    // What could not be stored because the device is full; it lives as long as the page.
    this.held = null;
  }

  // Whether what waits would survive this page.
  get isKept() {
    return this.held === null;
  }

  // Answers that wait, by question: { fields: { url, pairs }, base, sent, waits }. `base` is the answer they were typed over, `sent` what has
  // gone out unheard of; with `waits` a person decides first which of two answers stands.
  read() {
    if (this.held) return this.held;
    try {
      const kept = JSON.parse(localStorage.getItem(this.name) ?? "null");
      // Typed for questions as they then were: another wording of the form has its own.
      return kept?.version === this.version ? kept.answers : {};
    } catch {
      return {};
    }
  }

  put(key, fields, base) {
    const answers = this.read();
    answers[key] = { base, sent: [], ...answers[key], fields };
    delete answers[key].waits;
    this.write(answers);
  }

  // They go out now: until somebody answers, nobody knows whether they arrived.
  sending(keys) {
    const answers = this.read();
    for (const key of keys) answers[key].sent = [...answers[key].sent, answers[key].fields].slice(-20);
    this.write(answers);
  }

  // They arrived as they were sent; what was typed since goes on waiting, over the answer that stands now.
  arrived(sent, bases) {
    const answers = this.read();
    for (const [key, fields] of Object.entries(sent)) {
      if (!answers[key]) continue;
      if (same(answers[key].fields, fields)) delete answers[key];
      else answers[key] = { ...answers[key], base: bases[key] ?? answers[key].base, sent: [] };
    }
    this.write(answers);
  }

  // Somebody else answered the same: it waits for a decision.
  wait(key) {
    const answers = this.read();
    if (!answers[key]) return;
    answers[key].waits = true;
    this.write(answers);
  }

  decideAgain() {
    const answers = this.read();
    for (const answer of Object.values(answers)) delete answer.waits;
    this.write(answers);
  }

  drop(keys) {
    const answers = this.read();
    for (const key of keys) delete answers[key];
    this.write(answers);
  }

  clear() {
    this.held = null;
    localStorage.removeItem(this.name);
  }

  write(answers) {
    try {
      if (Object.keys(answers).length === 0) localStorage.removeItem(this.name);
      else localStorage.setItem(this.name, JSON.stringify({ version: this.version, answers }));
      this.held = null;
    } catch {
      // No room, or storage is switched off.
      this.held = answers;
    }
  }
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
