// What hands and scanners mean, on every page and before any other script hears of it:
// 1. Keys that come faster than a person types are a scan. It opens what it names; none of its keys is a shortcut or presses a button.
// 2. A key that is held repeats nothing.
// 3. A click counts on a button as the person has seen it: not the second click of a double click, and none on a button that has just
//    become another, whoever changed it.
// 4. A form that loads a page is sent once.
// Times are those of the events: under load they are handled late and close together.
(() => {
  "use strict";

  const gap = 35; // Between two keys of a scanner are 5 to 20 ms, between two of a fast typist 80.
  const slack = 100; // Between two keys of what can only be a scan by now.
  const pause = 300; // After this much silence a scan without a suffix is over.
  const shortest = 4;
  const unseen = 700; // So long nobody has seen that a button has become another.
  const near = 8; // A hand that rests moves the pointer by less.
  const own = 1500; // What changes so soon after somebody's own press is what they wait for.

  const buttons = "button, [role=button], input[type=submit], input[type=button]";
  const pressable = `${buttons}, a, summary, [role=menuitem], [role=option], input[type=checkbox], input[type=radio]`;
  const dialogs = "dialog[open], .rz-dialog-wrapper";

  // A letter chooses from a list that has the focus: in one that acts at once, none does.
  const fields = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select:not([data-acts]), "
    + "[contenteditable]";

  // Enter is wanted here after a scan: it looks something up, or is a line.
  const lookUps = "input[type=search], dialog.palette input, .scan-form input, textarea";

  // They change nothing that is stored, and are meant to be pressed quickly.
  const harmless = ".rz-numeric button, .rz-datepicker button, .rz-pager button, [popovertarget], "
    + "[data-opens], [data-closes], [data-copy], [data-print], [data-theme-choice], [data-nav-toggle], [data-photo], "
    + "[data-photo-turn], [data-photo-zoom]";

  const modifiers = new Set(["Shift", "CapsLock", "Control", "Alt", "AltGraph", "Meta"]);

  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  // --- keys ---

  let run = 0; // How many keys have come as fast as a scanner's.
  let last = -Infinity;
  let ended = -Infinity;
  let held = []; // Keys that may become a scan; shown to the page where they do not.
  let shown = ""; // Those of the run that were shown before a late one proved them a scan.
  let timer = 0;

  // One turn more: keys that are waiting to be handled come before it.
  const wait = (time) => {
    clearTimeout(timer);
    timer = setTimeout(() => (timer = setTimeout(finish)), time);
  };

  const replay = () => {
    clearTimeout(timer);
    const keys = held;
    held = [];
    for (const { target, init } of keys) {
      shown += init.key;
      const event = new KeyboardEvent("keydown", init);
      event.isReplayed = true;
      (target.isConnected ? target : document.body).dispatchEvent(event);
    }
  };

  const length = () => shown.length + held.length;

  const take = (time) => {
    clearTimeout(timer);
    const code = shown + held.map(({ init }) => init.key).join("");
    [held, shown, run, ended] = [[], "", 0, time];
    document.dispatchEvent(new CustomEvent("scan", { detail: { code, isCovered: document.querySelector(dialogs) !== null } }));
  };

  const finish = () => (held.length > 0 && length() >= shortest ? take(last) : replay());

  const isHeld = (event) => {
    if (event.key === "Enter") return event.ctrlKey || event.metaKey || !event.target.matches?.("textarea");
    if (event.key === "Escape") return true;
    if (event.key === " ") return event.target.closest?.(pressable);
    return event.key.length === 1 && !event.target.closest?.(fields);
  };

  // Enter, Tab, or the control characters CR and LF, which some scanners type as Ctrl+M and Ctrl+J.
  const isSuffix = (event) => event.key === "Enter" || event.key === "Tab" || (event.ctrlKey && /^[jm]$/i.test(event.key));

  const sends = (event) => event.key !== "Tab" && document.querySelector(".shell") && !event.target.matches?.(lookUps);

  const end = (event, isFast) => {
    if (event.timeStamp - ended <= slack) {
      ended = event.timeStamp;
      return swallow(event);
    }

    const scanned = run;
    run = 0;
    if (held.length > 0) {
      if (length() < shortest && !(isFast && length() > 1)) return replay();
      swallow(event);
      take(event.timeStamp);
    } else if (isFast && scanned >= shortest && sends(event)) {
      swallow(event); // What was scanned into a field stays there, and nothing is sent.
    }
  };

  const press = (event) => {
    if (event.isReplayed || event.isComposing) return;
    acted = event.timeStamp;
    if (event.repeat) return isHeld(event) ? swallow(event) : undefined;

    // A stocktake has a field of its own for scans, wherever the focus is.
    if (document.querySelector(".scan-form[data-live]") && !document.querySelector(dialogs)) return;
    const isFast = event.timeStamp - last <= (run >= shortest ? slack : gap);
    if (modifiers.has(event.key)) {
      if (isFast) last = event.timeStamp;
      return;
    }

    if (isSuffix(event)) return end(event, isFast);
    const isPlain = event.key.length === 1 && (event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || event.altKey));
    if (!isPlain || event.target.closest?.(fields)) {
      replay();
      run = !isPlain ? 0 : isFast ? run + 1 : 1;
      last = event.timeStamp;
      return;
    }

    hold(event, isFast);
  };

  const hold = (event, isFast) => {
    if (event.key === " " && !(isFast && held.length > 0)) return;
    swallow(event);
    if (event.timeStamp - ended <= gap) {
      ended = event.timeStamp; // The rest of a scan that was taken for over.
      return;
    }

    if (!isFast) {
      finish();
      shown = "";
    }

    run = isFast ? run + 1 : 1;
    last = event.timeStamp;
    const { target, key, code, shiftKey } = event;
    held.push({ target, init: { key, code, shiftKey, bubbles: true, cancelable: true, composed: true } });
    wait(length() < shortest ? gap + 10 : pause);
  };

  // --- clicks ---

  let spot = null; // Where the pointer rests.
  let seen = null; // What is there.
  let became = -Infinity; // When it became that although the pointer did not move.
  let clicked = null;
  let acted = -Infinity;
  let frame = 0;
  const words = new WeakMap(); // Of each button, and when they became others.
  const changes = new WeakMap();

  const isNear = (event, place) => Math.hypot(event.clientX - place.clientX, event.clientY - place.clientY) < near;

  const wordsOf = (button) => button && `${button.textContent.trim()}|${button.getAttribute("aria-label") ?? ""}`;

  const look = () => {
    const button = document.elementFromPoint(spot.clientX, spot.clientY)?.closest(buttons) ?? null;
    return { button, words: wordsOf(button) };
  };

  const point = (event) => {
    if (event.type === "pointerdown") acted = event.timeStamp;
    if (spot && isNear(event, spot)) return;
    spot = { clientX: event.clientX, clientY: event.clientY };
    [seen, became] = [null, -Infinity];
    seen = look();
  };

  const lookAgain = () => {
    frame = 0;
    if (!spot) return;
    const now = look();
    if (seen && now.button && (now.button !== seen.button || now.words !== seen.words)) became = performance.now();
    seen = now;
  };

  const read = (button) => {
    const [before, now, at] = [words.get(button), wordsOf(button), performance.now()];
    words.set(button, now);
    if (before !== undefined && before !== now) changes.set(button, { at, isOwn: at - acted < own });
  };

  const changed = (records) => {
    const touched = new Set();
    for (const { target, addedNodes } of records) {
      const button = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(buttons);
      if (button) touched.add(button);
      for (const node of addedNodes) for (const one of node.querySelectorAll?.(buttons) ?? []) touched.add(one);
    }

    touched.forEach(read);
    frame ||= requestAnimationFrame(lookAgain);
  };

  const click = (event) => {
    const button = event.target.closest?.(buttons);
    if (!button || !event.isTrusted || button.matches(harmless)) return;
    const change = changes.get(button);
    const isFresh = change !== undefined && event.timeStamp - change.at < unseen;
    if (event.detail === 0) {
      // By the keyboard, or by Enter in a field of the form, whose button nobody looks at.
      if (isFresh && document.activeElement === button) swallow(event);
      return;
    }

    if (frame) lookAgain();
    const isSecond = clicked !== null && event.timeStamp - clicked.at < unseen && isNear(event, clicked);
    const isUnseen = event.timeStamp - became < unseen || (isFresh && !change.isOwn);
    if (isSecond || isUnseen) swallow(event);
    if (isSecond || !isUnseen) clicked = { at: event.timeStamp, clientX: event.clientX, clientY: event.clientY };
  };

  // --- forms ---

  const submit = (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent !== undefined) return event.preventDefault();
    form.dataset.sent = "";

    // After its data was taken, of which the button may be a part.
    setTimeout(() => {
      for (const button of form.elements) if (button.type === "submit" && !button.disabled) button.disabled = button.dataset.sent = true;
    });
  };

  // The way back shows the page as it was left.
  const comeBack = (event) => {
    if (!event.persisted) return;
    for (const one of document.querySelectorAll("[data-sent]")) {
      if (one.matches("button, input")) one.disabled = false;
      delete one.dataset.sent;
    }
  };

  window.addEventListener("keydown", press, true);
  window.addEventListener("click", click, true);
  window.addEventListener("input", () => (clicked = null), true); // Whoever has typed something meanwhile presses anew.
  window.addEventListener("submit", submit);
  window.addEventListener("pageshow", comeBack);
  for (const move of ["pointermove", "pointerdown"]) window.addEventListener(move, point, { capture: true, passive: true });
  for (const scroll of ["wheel", "touchmove"]) window.addEventListener(scroll, () => (spot = null), { capture: true, passive: true });
  document.querySelectorAll(buttons).forEach(read);
  new MutationObserver(changed).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-label"],
  });
})();
