// Tells, while the respondents of a campaign are being chosen, how many they are.
(() => {
  const DELAY = 250; // ms of silence before the server is asked
  const audience = document.querySelector("[data-survey-audience]");
  if (!audience) return;
  const count = audience.querySelector("[data-survey-count]");
  let timer;
  let asked = 0;

  async function ask() {
    asked += 1;
    const turn = asked;
    const chosen = new URLSearchParams();
    for (const input of audience.querySelectorAll("input[name]")) {
      if (input.type === "hidden" || input.checked) chosen.append(input.name, input.value);
    }
    const response = await fetch(`${audience.dataset.surveyAudience}?${chosen}`, { headers: { Accept: "application/json" } });
    // A slower, older answer must not replace a newer one.
    if (response.ok && turn === asked) count.textContent = (await response.json()).words;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  }

  audience.addEventListener("change", soon);
  // Pickers add and take away hidden inputs.
  new MutationObserver(soon).observe(audience, { childList: true, subtree: true, attributes: false });
  count.textContent = "";
  ask();
})();
