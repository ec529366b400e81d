// The moving parts of the command palette: which entry is chosen, Enter, and starting empty.

/** @param {HTMLDialogElement} dialog */
export function attach(dialog) {
  // Whoever drew it may have moved on meanwhile.
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const results = dialog.querySelector("[role=listbox]");
  const entries = () => [...results.querySelectorAll("[role=option]")];
  let chosen = null;

  const choose = (entry) => {
    entries().forEach((other) => other.setAttribute("aria-selected", String(other === entry)));
    chosen = entry ?? null;
    if (entry) {
      input.setAttribute("aria-activedescendant", entry.id);
      entry.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const move = (step) => {
    const all = entries();
    if (all.length > 0) choose(all[(all.indexOf(chosen) + step + all.length) % all.length]);
  };

  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    }
  });

  results.addEventListener("pointermove", (event) => {
    const entry = event.target.closest("[role=option]");
    if (entry && entry !== chosen) choose(entry);
  });
  results.addEventListener("click", (event) => {
    if (event.target.closest("[role=option]")) dialog.close();
  });

  // New results: keep the choice while it is still there, else the first.
  new MutationObserver(() => {
    if (!chosen?.isConnected || chosen === null) choose(entries()[0]);
  }).observe(results, { childList: true, subtree: true });

  dialog.addEventListener("close", () => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  dialog.addEventListener("toggle", () => choose(entries()[0]));
  choose(entries()[0]);
}
