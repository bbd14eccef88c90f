// A sheet that was sent in leaves nothing on this device.

const sent = document.querySelector("[data-sent]")?.dataset.sent;
if (sent) localStorage.removeItem(`cities-sheet-${sent}`);
