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

  // Scanners end with Enter, with Tab, or with nothing but a pause. Keys that come as fast as only a scanner types them are one scan each.
  const burst = 35;
  const pause = 150;
  const shortest = 4;
  let run = 0;
  let at = 0;
  let timer = 0;

  const type = (event) => {
    if (event.isComposing || event.key === "Shift") return;
    clearTimeout(timer);
    const now = performance.now();
    const isFast = now - at < burst;
    if (event.key === "Tab" && isFast && run >= shortest) {
      event.preventDefault();
      form.requestSubmit();
    }

    run = event.key.length === 1 ? (isFast ? run + 1 : 1) : 0;
    at = now;
    if (run >= shortest && run >= field.value.length) timer = setTimeout(() => form.requestSubmit(), pause);
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
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(event.key)) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open], .rz-dialog")) return;
    field.focus();
  };

  form.addEventListener("submit", submit);
  field.addEventListener("keydown", type);
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
