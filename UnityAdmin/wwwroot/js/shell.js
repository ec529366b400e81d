// What the shell does without asking the server. Listens on the document, so it works on static pages and survives every re-render.
(() => {
  "use strict";

  const root = document.documentElement;
  const typing = "input, textarea, select, [contenteditable]";
  const year = 60 * 60 * 24 * 365;

  const remember = (name, value) => {
    const age = value ? year : 0;
    document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  };

  const chooseTheme = (choice) => {
    if (choice === "system") delete root.dataset.theme;
    else root.dataset.theme = choice;
    remember("theme", choice === "system" ? null : choice);
  };

  const foldNavigation = () => {
    const narrow = root.dataset.nav !== "narrow";
    if (narrow) root.dataset.nav = "narrow";
    else delete root.dataset.nav;
    remember("nav", narrow ? "narrow" : null);
  };

  const open = (name) => {
    const sheet = `dialog[data-sheet="${name}"]`;
    // A page's own sheet goes before the layout's.
    const dialog = document.querySelector(`main ${sheet}`) ?? document.querySelector(sheet);
    document.querySelectorAll(":popover-open").forEach((menu) => menu.hidePopover());
    if (dialog && !document.querySelector("dialog[open]")) dialog.showModal();
  };

  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    setTimeout(() => delete button.dataset.copied, 1500);
  };

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    let hit;
    if ((hit = on("[data-theme-choice]"))) chooseTheme(hit.dataset.themeChoice);
    else if (on("[data-nav-toggle]")) foldNavigation();
    else if ((hit = on("[data-opens]"))) open(hit.dataset.opens);
    else if ((hit = on("[data-copy]"))) copy(hit);
    else if (on("[data-print]")) window.print();
    else if ((hit = on("[data-closes]"))) hit.closest("dialog").close();
    else if (on('[data-connection="reload"]')) location.reload();
    else if (on('[data-connection="retry"]')) retry();
    else if (event.target.matches("dialog.sheet, dialog.palette")) event.target.close();
    if (on(".menu :is(a, button)")) on(".menu").hidePopover();
    if (on(".side a, .account-menu a")) document.querySelectorAll(":popover-open").forEach((menu) => menu.hidePopover());
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open("palette");
    } else if (event.key === "?" && !event.ctrlKey && !event.metaKey && !event.target.closest(typing)) {
      open("shortcuts");
    }
  });

  // Of many links in a row Tab stops at one; the arrows lead from it to the others.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    const row = event.target.closest("[data-arrows]");
    if (!step || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const links = [...row.children];
    const next = links[Math.min(Math.max(links.indexOf(event.target) + step, 0), links.length - 1)];
    for (const link of links) link.tabIndex = link === next ? 0 : -1;
    next.focus();
  });

  // Blazor's script scrolls to the top wherever a link leads. Tabs far down a page keep their place: the scroll event comes before the
  // frame is painted, so nobody sees the jump.
  let place = null;
  const forget = () => (place = null);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keeps-place] a") && !event.ctrlKey && !event.metaKey) place = { y: scrollY, until: performance.now() + 2000 };
  }, true);
  document.addEventListener("scroll", () => {
    if (place && performance.now() < place.until && scrollY < place.y) scrollTo(0, place.y);
  });
  for (const kind of ["wheel", "touchmove", "keydown"]) document.addEventListener(kind, forget, { passive: true });

  // A menu opens at its button, towards the side with more room.
  document.addEventListener("beforetoggle", (event) => {
    const menu = event.target;
    if (event.newState !== "open" || !menu.matches("[data-menu]")) return;
    const button = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
    const side = (start, end, room) => start + end > room ? ["auto", `${Math.max(8, room - end)}px`] : [`${Math.max(8, start)}px`, "auto"];
    [menu.style.left, menu.style.right] = side(button.left, button.right, document.documentElement.clientWidth);
    const above = button.top > innerHeight - button.bottom;
    [menu.style.top, menu.style.bottom] = above ? ["auto", `${innerHeight - button.top + 4}px`] : [`${button.bottom + 4}px`, "auto"];
    menu.style.maxHeight = `${(above ? button.top : innerHeight - button.bottom) - 16}px`;
  }, true);

  // The connection: Blazor's script sets classes on the notice; a circuit the server no longer knows can only be replaced.
  const notice = document.getElementById("components-reconnect-modal");
  const retry = async () => {
    notice.className = "connection components-reconnect-show";
    try {
      if (await Blazor.reconnect()) notice.className = "connection components-reconnect-hide";
      else notice.classList.replace("components-reconnect-show", "components-reconnect-rejected");
    } catch {
      notice.classList.replace("components-reconnect-show", "components-reconnect-failed");
    }
  };
  if (notice) {
    new MutationObserver(() => {
      if (notice.classList.contains("components-reconnect-rejected")) setTimeout(() => location.reload(), 800);
    }).observe(notice, { attributes: true, attributeFilter: ["class"] });
  }
})();

// What each field held when it was first entered, for drafts.js, which comes later than the first keystroke may.
window.fieldsAsEntered = new WeakMap();
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches("input, textarea, select") || window.fieldsAsEntered.has(target)) return;
  window.fieldsAsEntered.set(target, target.type === "checkbox" || target.type === "radio" ? target.checked : target.value);
});
