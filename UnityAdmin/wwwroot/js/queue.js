// The queue by keyboard, without asking the server: one row is active, j and k move it, x selects it, Enter opens it. Rows are
// virtualised, so an element may show another row at any time: what is active is an id, and every render marks its row again.
import { isFree } from "./shortcuts.js";

const controls = "a, button, input, label, summary";
const next = new Set(["j", "ArrowDown"]);
const previous = new Set(["k", "ArrowUp"]);
const asked = new Set(["a", "r", "Escape"]);

export function attach(root, page) {
  // Whoever drew it may have moved on meanwhile.
  if (!root) return { stop() {} };
  const scroller = root.querySelector(".rz-data-grid-data") ?? root;
  const phone = matchMedia("(max-width: 899.98px)");
  const rows = () => [...root.querySelectorAll("tr[data-id]")];
  const linkOf = (row) => [...row.querySelectorAll("a.queue-link")].find((link) => link.offsetParent);
  const place = () => `queue:${root.dataset.remember}`;
  const top = () => (phone.matches ? window.scrollY : scroller.scrollTop);
  let active = null;
  let arriving = null;

  const mark = () => rows().forEach((row) => row.toggleAttribute("data-active", row.dataset.id === active));

  const activate = (row) => {
    active = row.dataset.id;
    mark();
    row.scrollIntoView({ block: "nearest" });
    linkOf(row)?.focus({ preventScroll: true });
    remember();
  };

  const inSight = () => {
    const from = phone.matches ? 60 : scroller.getBoundingClientRect().top + 30;
    return rows().find((row) => row.getBoundingClientRect().top >= from) ?? rows()[0];
  };

  const step = (by) => {
    const all = rows();
    const at = all.findIndex((row) => row.dataset.id === active);
    const row = at < 0 ? inSight() : all[at + by];
    if (row) activate(row);
  };

  const remember = () => sessionStorage.setItem(place(), JSON.stringify({ top: top(), active }));

  const goTo = (offset) => (phone.matches ? window.scrollTo(0, offset) : (scroller.scrollTop = offset));

  // The way back from a request leads to the row it was opened from, once the list is high enough to be scrolled there.
  const comeBack = () => {
    const was = root.hasAttribute("data-from-top") ? {} : JSON.parse(sessionStorage.getItem(place()) ?? "{}");
    active = was.active ?? null;
    arriving = was.top ? { top: was.top, until: performance.now() + 2000 } : null;
    goTo(0);
    arrive();
  };

  const arrive = () => {
    mark();
    if (!arriving) return;
    goTo(arriving.top);
    if (Math.abs(top() - arriving.top) < 2 || performance.now() > arriving.until) arriving = null;
  };

  const press = (event) => {
    const search = document.getElementById("queue-search");
    if (event.target === search && (event.key === "Enter" || event.key === "ArrowDown" || event.key === "Escape")) {
      event.preventDefault();
      search.blur();
      if (event.key !== "Escape") step(1);
      return;
    }
    if (!isFree(event) || !root.isConnected) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const row = rows().find((one) => one.dataset.id === active);
    if (next.has(key)) step(1);
    else if (previous.has(key)) step(-1);
    else if (key === "/") search?.select();
    else if (key === "x" && row) row.querySelector(".check").click();
    else if (key === "Enter" && row && !event.target.closest(controls)) linkOf(row)?.click();
    else if (asked.has(key)) page.invokeMethodAsync("PressAsync", key, active === null ? null : Number(active));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Anywhere on a row opens it, unless a control was meant or text is being selected to copy.
  const click = (event) => {
    const row = event.target.closest("tr[data-id]");
    if (!row) return;
    active = row.dataset.id;
    mark();
    remember();
    if (event.target.closest(controls) || getSelection().toString()) return;
    const link = linkOf(row);
    if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank");
    else link?.click();
  };

  let resting;
  const scrolled = () => {
    clearTimeout(resting);
    resting = setTimeout(() => root.isConnected && !arriving && remember(), 200);
  };

  const watch = new MutationObserver(arrive);
  watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-id"] });
  document.addEventListener("keydown", press, true);
  root.addEventListener("click", click);
  scroller.addEventListener("scroll", scrolled, { passive: true });
  window.addEventListener("scroll", scrolled, { passive: true });
  comeBack();

  return {
    stop: () => {
      clearTimeout(resting);
      watch.disconnect();
      document.removeEventListener("keydown", press, true);
      window.removeEventListener("scroll", scrolled);
    },
  };
}
