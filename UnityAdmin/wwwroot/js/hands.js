// What one press of a hand or a scanner means, on every page and before anything else hears of it:
// 1. Keys that come faster than a person types are a scan. It opens what it names; none of its keys is a shortcut or presses a button.
// 2. A key that is held repeats nothing.
// 3. A click that follows another at the same place on a button that is not the same any more is the second half of a double click.
(() => {
  "use strict";

  const burst = 35; // Between two keys of a scanner there are some 10 ms; between two of a fast typist 80.
  const end = 120; // A scan without a suffix ends with a pause.
  const shortest = 4;
  const unseen = 700; // So long a button that changed under the pointer takes no click.
  const near = 8;

  const fields = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
  const dialogs = "dialog[open], .rz-dialog-wrapper";
  const pressed = "button, a, summary, [role=button], [role=menuitem], [role=option], input[type=checkbox], input[type=radio]";

  let keys = [];
  let timer = 0;
  let ended = 0;

  const replay = () => {
    const held = keys;
    keys = [];
    for (const { target, init } of held) {
      const event = new KeyboardEvent("keydown", init);
      event.isReplayed = true;
      (target.isConnected ? target : document.body).dispatchEvent(event);
    }
  };

  const finish = () => {
    clearTimeout(timer);
    if (keys.length < shortest) return replay();
    const code = keys.map(({ init }) => init.key).join("");
    keys = [];
    ended = performance.now();

    // An open dialog holds what somebody types: a scan must not take it away.
    if (!document.querySelector(dialogs) && window.Blazor && document.querySelector(".shell"))
      window.Blazor.navigateTo(`/scan?code=${encodeURIComponent(code)}`);
  };

  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  // The stocktake has a field of its own for scans, wherever the focus is.
  const isElsewhere = (event) => event.target.closest?.(fields) || document.querySelector(".scan-form[data-live]");

  const press = (event) => {
    if (event.isReplayed || event.isComposing || event.key === "Shift") return;
    if (event.repeat && (event.key === "Enter" || event.key === " ") && event.target.closest?.(pressed)) return swallow(event);
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
    const now = performance.now();
    if (event.key === "Enter" || event.key === "Tab") {
      if (keys.length >= shortest) {
        swallow(event);
        finish();
      } else if (now - ended < burst * 2) {
        swallow(event);
      }

      return;
    }

    if (!/^\S$/u.test(event.key)) return;
    swallow(event);
    if (event.repeat) return;
    const { key, code, shiftKey } = event;
    keys.push({ target: event.target, init: { key, code, shiftKey, bubbles: true, cancelable: true, composed: true } });
    clearTimeout(timer);
    timer = setTimeout(finish, keys.length < 2 ? burst : end);
  };

  // What a person reads on it; where it stands still and only its words change, it is another button.
  const look = (button) => `${button.textContent.trim()}|${button.getAttribute("aria-label") ?? ""}|${button.formAction ?? ""}`;
  let last = null;

  const click = (event) => {
    const button = event.target.closest?.("button, [role=button], input[type=submit]");
    const now = performance.now();

    // A click by the keyboard or by a script has no place.
    if (!button || (event.clientX === 0 && event.clientY === 0)) return;
    const isSamePlace = last && now - last.at < unseen && Math.hypot(event.clientX - last.x, event.clientY - last.y) < near;
    if (isSamePlace && (button !== last.button || look(button) !== last.look)) return swallow(event);
    last = { at: now, x: event.clientX, y: event.clientY, button, look: look(button) };
  };

  window.addEventListener("keydown", press, true);
  window.addEventListener("click", click, true);
})();
