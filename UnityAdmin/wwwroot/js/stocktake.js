// Counting with a scanner. The field is emptied here, at once, so that a scan that follows in the next instant is not written over by an
// answer of the server; each scan carries a number, so that one sent again after a broken connection counts once.

const again = 600;
const patience = 15_000;

const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), patience));

export function attach(form, page) {
  if (!form) return { stop() {} };
  const field = form.querySelector("input");
  const scanned = [];
  let number = 0;
  let sending = false;
  let stopped = false;

  const send = async () => {
    if (sending || stopped) return;
    sending = true;
    while (scanned.length > 0 && !stopped) {
      try {
        await Promise.race([page.invokeMethodAsync("ScannedAsync", scanned[0].number, scanned[0].text), late()]);
        scanned.shift();
        delete form.dataset.stuck;
      } catch {
        form.dataset.stuck = "";
        await new Promise((done) => setTimeout(done, again));
      }
      form.dataset.waiting = scanned.length;
    }
    sending = false;
  };

  // A scan ends with Enter, with Tab, with LF as Ctrl+J, or with nothing: then by silence, if all of the field came as fast as only a
  // scanner types. Times are those of the keys, which are handled late and close together under load.
  const gap = 35;
  const silence = 300;
  const shortest = 4;
  let run = 0;
  let last = -Infinity;
  let timer = 0;

  const isWhole = () => run >= shortest && run >= field.value.length;

  // One turn more: keys that are waiting to be handled come before it.
  const endSoon = () => (timer = setTimeout(() => (timer = setTimeout(() => isWhole() && form.requestSubmit())), silence));

  const type = (event) => {
    if (event.isComposing || event.repeat) return;
    clearTimeout(timer);
    const since = event.timeStamp - last;
    if (event.key === "Shift" || event.key === "CapsLock" || event.key === "Control") {
      if (since <= gap) last = event.timeStamp;
      if (isWhole()) endSoon();
      return;
    }

    if (event.key === "Tab" || (event.ctrlKey && /^[jm]$/i.test(event.key))) {
      if (since > silence || run < (since > gap ? shortest : 2)) return;
      event.preventDefault();
      form.requestSubmit();
      return;
    }

    if (event.key.length !== 1) {
      run = 0;
      return;
    }

    if (since > silence && isWhole()) form.requestSubmit();
    run = since > gap ? 1 : run + 1;
    last = event.timeStamp;
    if (run >= shortest) endSoon();
  };

  const submit = (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run = 0;
    const text = field.value.trim();
    field.value = "";
    if (text === "") return;
    scanned.push({ number: ++number, text });
    form.dataset.waiting = scanned.length;
    void send();
  };

  // A scanner types wherever the focus happens to be: what is no answer to something else belongs into the field.
  const press = (event) => {
    const isText = !event.ctrlKey && !event.metaKey && !event.altKey && /^[^\s?]$/u.test(event.key);
    const isTaken = event.target.closest("input, textarea, select, [contenteditable]");
    if (isText && !isTaken && !document.querySelector("dialog[open], .rz-dialog")) field.focus();
    if (document.activeElement === field) type(event);
  };

  form.addEventListener("submit", submit);
  document.addEventListener("keydown", press, true);
  if (matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
  form.dataset.live = "";

  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      form.removeEventListener("submit", submit);
      document.removeEventListener("keydown", press, true);
    },
  };
}

// As bytes, because a pasted table may be larger than one message of the connection.
export const bytesOf = (field) => new TextEncoder().encode(field.value);
