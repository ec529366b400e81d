// Hands the scans that hands.js has heard to the server; one that nobody heard waits for the next page.

const waiting = "scan";

export function listen(page) {
  const hear = (event) => {
    event.preventDefault();
    page.invokeMethodAsync("ScannedAsync", event.detail.code, event.detail.isCovered);
  };
  document.addEventListener("scan", hear);
  const code = sessionStorage.getItem(waiting);
  sessionStorage.removeItem(waiting);
  if (code !== null) page.invokeMethodAsync("ScannedAsync", code, false);
  return { stop: () => document.removeEventListener("scan", hear) };
}
