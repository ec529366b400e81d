// Hands the scans that hands.js has heard to the server.

export function listen(page) {
  const hear = ({ detail }) => page.invokeMethodAsync("ScannedAsync", detail.code, detail.isCovered);
  document.addEventListener("scan", hear);
  return { stop: () => document.removeEventListener("scan", hear) };
}
