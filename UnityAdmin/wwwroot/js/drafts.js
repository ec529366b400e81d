// Keeps typed text in this browser until the form was accepted. Works without a connection: it listens to the fields themselves.

const daysKept = 14;
const fieldTypes = "input[name]:not([type=password], [type=file], [type=hidden]), textarea[name], select[name]";

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))?.fields ?? null;
  } catch {
    return null;
  }
};

const write = (key, fields) => {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // Full or forbidden storage: the draft is a courtesy, typing goes on without it.
  }
};

const valueOf = (field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);

const fill = (field, value) => {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

const forgetOld = () => {
  const oldest = Date.now() - daysKept * 24 * 60 * 60 * 1000;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith("draft:")) continue;
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(key))?.at ?? 0;
    } catch {
      at = 0;
    }
    if (at < oldest) localStorage.removeItem(key);
  }
};

export function keep(root, key) {
  // Whoever drew it may have moved on meanwhile.
  if (!root) return { clear() {}, stop() {} };
  forgetOld();
  const note = root.querySelector("[data-draft-note]");
  const fields = () => [...root.querySelectorAll(fieldTypes)];
  const nameOf = (field) => (field.type === "radio" ? `${field.name}=${field.value}` : field.name);
  // People type before this has been fetched: what a field held when it was first entered tells their text from the form's.
  const entered = (field) => window.fieldsAsEntered?.get(field) ?? valueOf(field);
  const original = Object.fromEntries(fields().map((field) => [nameOf(field), entered(field)]));
  const isTyped = (field) => valueOf(field) !== (original[nameOf(field)] ?? "");
  let filling = false;

  const put = (values) => {
    filling = true;
    for (const field of fields()) {
      const value = values[nameOf(field)];
      if (value !== undefined && value !== valueOf(field)) fill(field, value);
    }
    filling = false;
  };

  const save = () => {
    if (filling) return;
    const typed = fields().filter(isTyped);
    if (typed.length === 0) localStorage.removeItem(key);
    else write(key, Object.fromEntries(typed.map((field) => [nameOf(field), valueOf(field)])));
  };

  const clear = () => {
    localStorage.removeItem(key);
    note.hidden = true;
  };

  const discard = () => {
    clear();
    put(original);
  };

  const kept = fields().some(isTyped) ? null : read(key);
  if (kept && fields().some((field) => kept[nameOf(field)] !== undefined && kept[nameOf(field)] !== valueOf(field))) {
    put(kept);
    note.hidden = false;
  }

  if (fields().some(isTyped)) save();
  root.addEventListener("input", save);
  root.addEventListener("change", save);
  note.querySelector("[data-draft-discard]").addEventListener("click", discard);
  return {
    clear,
    stop: () => {
      root.removeEventListener("input", save);
      root.removeEventListener("change", save);
    },
  };
}
