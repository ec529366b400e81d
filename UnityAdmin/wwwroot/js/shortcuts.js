// Single keys for a page. Silent while someone types or a dialog or list is in charge of the keyboard.

const busy = "input:not([type=checkbox]), textarea, select, [contenteditable], .rz-dropdown, [role=combobox], [role=listbox], [role=menu]";
const covered = "dialog[open], .rz-dialog-wrapper, .rz-popup.rz-open, :popover-open";

/** Whether a key pressed here is meant for the page. */
export const isFree = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
  && !event.target.closest?.(busy) && !document.querySelector(covered);

export function listen(page, keys) {
  const wanted = new Set(keys);
  const press = (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!wanted.has(key) || event.target.closest?.(busy) || document.querySelector(covered)) return;
    event.preventDefault();
    page.invokeMethodAsync("PressAsync", key);
  };
  document.addEventListener("keydown", press);
  return { stop: () => document.removeEventListener("keydown", press) };
}
