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

  const submit = (event) => {
    event.preventDefault();
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
  document.addEventListener("keydown", press, true);
  if (matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
  form.dataset.live = "";

  return {
    stop: () => {
      stopped = true;
      form.removeEventListener("submit", submit);
      document.removeEventListener("keydown", press, true);
    },
  };
}

// As bytes, because a pasted table may be larger than one message of the connection.
export const bytesOf = (field) => new TextEncoder().encode(field.value);
