// The desk's own behaviour inside Wagtail's admin: four small Stimulus controllers.
// Wagtail brings Stimulus as window.StimulusModule and starts it as window.wagtail.app.
(() => {
  const { Controller } = window.StimulusModule;
  const DELAY = 150; // ms of silence before the server is asked

  /** Picks records by typing: a combobox (ARIA 1.2) over hidden inputs. */
  class Picker extends Controller {
    static targets = ["chosen", "query", "options", "status"];

    static values = { url: String, name: String, multiple: Boolean, remove: String, up: String, down: String, nothing: String };

    connect() {
      this.active = -1;
      this.asked = 0;
      this.showEnds();
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    open() {
      if (!this.optionsTarget.hidden || (!this.multipleValue && this.picked.length)) return;
      this.ask();
    }

    search() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), DELAY);
    }

    async ask() {
      this.asked += 1;
      const turn = this.asked;
      const response = await fetch(`${this.urlValue}?q=${encodeURIComponent(this.queryTarget.value)}`, {
        headers: { Accept: "application/json" },
      });
      // A slower, older answer must not replace a newer one.
      if (!response.ok || turn !== this.asked || document.activeElement !== this.queryTarget) return;
      const { choices } = await response.json();
      this.show(choices.filter((choice) => !this.picked.includes(choice.value)));
    }

    get picked() {
      return [...this.chosenTarget.querySelectorAll("input")].map((input) => input.value);
    }

    show(choices) {
      this.choices = choices;
      this.active = choices.length && this.queryTarget.value ? 0 : -1;
      this.optionsTarget.replaceChildren(...choices.map((choice, index) => this.option(choice, index)));
      if (!choices.length) {
        const empty = document.createElement("li");
        empty.textContent = this.nothingValue;
        empty.className = "desk-picker__nothing";
        this.optionsTarget.append(empty);
      }
      this.optionsTarget.hidden = false;
      this.queryTarget.setAttribute("aria-expanded", "true");
      this.statusTarget.textContent = choices.length ? String(choices.length) : this.nothingValue;
      this.mark();
    }

    option(choice, index) {
      const item = document.createElement("li");
      item.id = `${this.queryTarget.id}-option-${index}`;
      item.setAttribute("role", "option");
      item.append(choice.label);
      if (choice.detail) {
        const detail = document.createElement("small");
        detail.textContent = choice.detail;
        item.append(" ", detail);
      }
      // mousedown comes before the input's blur would close the list.
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.pick(index);
      });
      return item;
    }

    steer(event) {
      const isOpen = !this.optionsTarget.hidden;
      const last = (this.choices || []).length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) this.ask();
        else {
          const step = event.key === "ArrowDown" ? 1 : -1;
          this.active = Math.min(last, Math.max(0, this.active + step));
          this.mark();
        }
      } else if (event.key === "Enter") {
        // Never the form: someone who types a name and presses Enter means the name.
        event.preventDefault();
        if (isOpen && this.active >= 0) this.pick(this.active);
      } else if (event.key === "Escape" && isOpen) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Backspace" && !this.queryTarget.value && this.picked.length) {
        this.drop(this.chosenTarget.lastElementChild);
      }
    }

    mark() {
      [...this.optionsTarget.querySelectorAll("[role=option]")].forEach((item, index) => {
        item.setAttribute("aria-selected", String(index === this.active));
        if (index === this.active) item.scrollIntoView({ block: "nearest" });
      });
      if (this.active >= 0) this.queryTarget.setAttribute("aria-activedescendant", `${this.queryTarget.id}-option-${this.active}`);
      else this.queryTarget.removeAttribute("aria-activedescendant");
    }

    pick(index) {
      const choice = this.choices[index];
      if (!this.multipleValue) this.chosenTarget.replaceChildren();
      this.chosenTarget.append(this.chip(choice));
      this.queryTarget.value = "";
      this.close();
      this.statusTarget.textContent = choice.label;
      this.tell();
    }

    chip(choice) {
      const chip = document.createElement("li");
      chip.className = "desk-picker__chip";
      const label = document.createElement("span");
      label.append(choice.label);
      if (choice.detail) {
        const detail = document.createElement("small");
        detail.textContent = choice.detail;
        label.append(" ", detail);
      }
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = this.nameValue;
      input.value = choice.value;
      const moves = this.hasUpValue ? [this.act("up", this.upValue, "↑", choice), this.act("down", this.downValue, "↓", choice)] : [];
      chip.append(label, input, ...moves, this.act("remove", this.removeValue, "×", choice));
      return chip;
    }

    act(name, words, sign, choice) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "desk-picker__act";
      button.setAttribute("aria-label", `${words}: ${choice.label}`);
      button.dataset.action = `desk-picker#${name}`;
      button.textContent = sign;
      return button;
    }

    up(event) {
      const chip = event.currentTarget.closest("li");
      this.move(chip, () => chip.previousElementSibling?.before(chip), event.currentTarget);
    }

    down(event) {
      const chip = event.currentTarget.closest("li");
      this.move(chip, () => chip.nextElementSibling?.after(chip), event.currentTarget);
    }

    /** What stands first cannot go up, nor the last down. Not `disabled`: the button would lose the focus under the finger. */
    showEnds() {
      for (const [name, end] of [["up", "firstElementChild"], ["down", "lastElementChild"]])
        for (const button of this.chosenTarget.querySelectorAll(`[data-action="desk-picker#${name}"]`))
          button.setAttribute("aria-disabled", String(button.closest("li") === this.chosenTarget[end]));
    }

    /** The button stays under the finger; at an end it moves nothing, and where the thing stands is told again. */
    move(chip, how, button) {
      how();
      button.focus();
      const place = [...this.chosenTarget.children].indexOf(chip) + 1;
      this.statusTarget.textContent = `${chip.querySelector("span").textContent.trim()}: ${place}/${this.picked.length}`;
      this.tell();
    }

    remove(event) {
      this.drop(event.currentTarget.closest("li"));
      this.queryTarget.focus();
    }

    drop(chip) {
      chip.remove();
      this.tell();
    }

    leave() {
      this.close();
      this.queryTarget.value = "";
    }

    close() {
      this.optionsTarget.hidden = true;
      this.queryTarget.setAttribute("aria-expanded", "false");
      this.queryTarget.removeAttribute("aria-activedescendant");
    }

    /** The form notices changes of inputs, not of our list. */
    tell() {
      this.showEnds();
      this.queryTarget.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** Concepts of a vocabulary: a filter over the tree, and what is ticked in the summary. */
  class Concepts extends Controller {
    static targets = ["chosen", "node"];

    filter(event) {
      const wanted = fold(event.currentTarget.value);
      this.nodeTargets.forEach((node) => {
        node.hidden = !fold(node.textContent).includes(wanted) && !this.isUnderMatch(node, wanted);
      });
    }

    /** Everything under a concept that matches stays. */
    isUnderMatch(node, wanted) {
      const broader = node.parentElement.closest("li");
      return Boolean(broader) && (fold(broader.querySelector("label").textContent).includes(wanted) || this.isUnderMatch(broader, wanted));
    }

    stay(event) {
      if (event.key === "Enter") event.preventDefault();
    }

    sum() {
      const ticked = [...this.element.querySelectorAll("input:checked")].map((input) => input.parentElement.textContent.trim());
      this.chosenTarget.textContent = ticked.join(" · ") || this.chosenTarget.dataset.none;
    }
  }

  /** Languages of a record: adds one nobody offered, and heeds what saving in the background answered. */
  class Texts extends Controller {
    static targets = ["list", "panels", "language", "trigger", "panel", "stale"];

    static values = { prefix: String };

    connect() {
      this.heed = this.heed.bind(this);
      document.addEventListener("w-autosave:success", this.heed);
    }

    disconnect() {
      document.removeEventListener("w-autosave:success", this.heed);
    }

    add() {
      const language = this.languageTarget.value;
      if (!language) return;
      const total = document.getElementById(`id_${this.prefixValue}-TOTAL_FORMS`);
      const name = this.languageTarget.selectedOptions[0].textContent;
      const number = Number(total.value);
      const own = autonym(language, name);
      this.listTarget.insertAdjacentHTML("beforeend", this.filled(this.triggerTarget, { number, language, own }));
      this.panelsTarget.insertAdjacentHTML("beforeend", this.filled(this.panelTarget, { number, language, own }));
      total.value = String(number + 1);
      this.languageTarget.selectedOptions[0].remove();
      const trigger = document.getElementById(`tab-label-text-${language}`);
      trigger.firstElementChild.lang = language;
      const panel = document.getElementById(`tab-text-${language}`);
      panel.querySelectorAll("input[lang], textarea[lang]").forEach((input) => {
        input.lang = language;
        input.dir = "auto";
      });
      // Wagtail's tabs notice the new tab a moment later.
      setTimeout(() => {
        trigger.click();
        panel.querySelector("input[type=text], textarea").focus();
      }, 50);
    }

    filled(template, { number, language, own }) {
      const text = template.innerHTML.replaceAll("__prefix__", number).replaceAll("__language__", language);
      const safe = document.createElement("span");
      safe.textContent = own;
      return text.replaceAll("__name__", safe.innerHTML);
    }

    /** A tick “up to date again” counts once: what changes later is stale again. */
    heed() {
      this.element.querySelectorAll("input[type=checkbox][value=heeded]").forEach((tick) => {
        tick.checked = false;
        tick.value = "yes";
        tick.closest(".desk-text__note")?.setAttribute("hidden", "");
      });
    }
  }

  /** Filters above a table answer at once. */
  class Filters extends Controller {
    send(event) {
      if (event.target.matches("select")) this.element.requestSubmit();
    }
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  }

  function autonym(language, fallback) {
    try {
      return new Intl.DisplayNames([language], { type: "language" }).of(language) || fallback;
    } catch {
      return fallback;
    }
  }

  window.wagtail.app.register("desk-picker", Picker);
  window.wagtail.app.register("desk-concepts", Concepts);
  window.wagtail.app.register("desk-texts", Texts);
  window.wagtail.app.register("desk-filters", Filters);
})();
