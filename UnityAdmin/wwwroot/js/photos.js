// The photo viewer: turning, zooming and dragging, without a trip to the server. The full picture is fetched by whoever zooms in.

const steps = [1, 2, 4];

/** @param {HTMLElement} viewer */
export function attach(viewer) {
  // Whoever drew it may have moved on meanwhile.
  if (!viewer) return;
  const dialog = viewer.querySelector("dialog");
  const stage = viewer.querySelector(".photo-stage");
  const small = stage.querySelector("img");
  const large = dialog.querySelector(":scope > img");
  const caption = dialog.querySelector("[data-photo-caption]");
  const thumbs = [...viewer.querySelectorAll("[data-photo]")];
  const photos = thumbs.length > 0
    ? thumbs.map((thumb) => ({ url: thumb.dataset.photo, full: thumb.dataset.photoFull, alt: thumb.getAttribute("aria-label") }))
    : [{ url: small.getAttribute("src"), full: small.dataset.photoFull, alt: small.alt }];
  let at = 0;
  let zoom = 1;
  let x = 0;
  let y = 0;

  const place = () => {
    const roomX = (large.clientWidth * (zoom - 1)) / 2;
    const roomY = (large.clientHeight * (zoom - 1)) / 2;
    x = Math.max(-roomX, Math.min(roomX, x));
    y = Math.max(-roomY, Math.min(roomY, y));
    large.style.transform = zoom === 1 ? "" : `translate(${x}px, ${y}px) scale(${zoom})`;
    large.toggleAttribute("data-zoomed", zoom > 1);
  };

  // Put in its place once it is there, so that nothing blinks; whoever has turned on meanwhile keeps what they see.
  const showFull = () => {
    const { url, full } = photos[at];
    if (!full || large.getAttribute("src") !== url) return;
    const image = new Image();
    image.src = full;
    image.decode().then(() => {
      if (zoom > 1 && large.getAttribute("src") === url) large.src = full;
    }, () => {});
  };

  const zoomTo = (level, towards) => {
    if (towards) {
      const box = large.getBoundingClientRect();
      const dx = towards.clientX - (box.left + box.width / 2);
      const dy = towards.clientY - (box.top + box.height / 2);
      x -= dx * (level / zoom - 1);
      y -= dy * (level / zoom - 1);
    }
    zoom = level;
    if (zoom === 1) x = y = 0;
    else showFull();
    place();
  };
  const zoomNext = (towards) => zoomTo(steps.find((step) => step > zoom + 0.01) ?? 1, towards);

  const show = (index) => {
    at = (index + photos.length) % photos.length;
    const { url, alt } = photos[at];
    zoomTo(1);
    for (const image of [small, large]) {
      image.src = url;
      image.alt = alt;
    }
    stage.setAttribute("aria-label", `Enlarge ${alt}`);
    caption.textContent = photos.length > 1 ? `${alt} · ${at + 1} of ${photos.length}` : alt;
    thumbs.forEach((thumb, i) => (i === at ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current")));
    thumbs[at]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (photos.length > 1) new Image().src = photos[(at + 1) % photos.length].url;
  };

  stage.addEventListener("click", () => {
    show(at);
    dialog.showModal();
  });
  thumbs.forEach((thumb, i) => thumb.addEventListener("click", () => show(i)));
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      show(at + (event.key === "ArrowRight" ? 1 : -1));
    } else if (dialog.open && event.key.toLowerCase() === "z") {
      zoomNext();
    }
  });
  dialog.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    if (on("[data-photo-close]") || event.target === dialog) dialog.close();
    else if (on("[data-photo-zoom]")) zoomNext();
    else if (on("[data-photo-turn]")) show(at + Number(on("[data-photo-turn]").dataset.photoTurn));
  });
  dialog.addEventListener("close", () => zoomTo(1));

  let drag = null;
  large.addEventListener("pointerdown", (event) => {
    drag = { startX: event.clientX - x, startY: event.clientY - y, fromX: event.clientX, fromY: event.clientY };
    large.setPointerCapture(event.pointerId);
  });
  large.addEventListener("pointermove", (event) => {
    if (!drag || zoom === 1) return;
    x = event.clientX - drag.startX;
    y = event.clientY - drag.startY;
    place();
  });
  large.addEventListener("pointerup", (event) => {
    const moved = drag && Math.hypot(event.clientX - drag.fromX, event.clientY - drag.fromY);
    const across = drag && event.clientX - drag.fromX;
    drag = null;
    if (moved !== null && moved < 5) zoomNext(event);
    else if (zoom === 1 && Math.abs(across) > 60) show(at + (across < 0 ? 1 : -1));
  });
  large.addEventListener("pointercancel", () => (drag = null));
  dialog.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomTo(Math.max(1, Math.min(6, zoom * Math.exp(-event.deltaY * 0.002))), event);
  }, { passive: false });
}
