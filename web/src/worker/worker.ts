/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;
export {};

/**
 * Keeps the shell of the client for times without a network. What the API answers is never kept: it may be personal, and
 * an old answer about a vote is worse than none.
 */
const SHELL = "shell-1";

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell());
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/assets/")) event.respondWith(keptFirst(request));
  else if (request.mode === "navigate" && isPage(pathname)) event.respondWith(freshFirst(request));
});

/** The first document with everything it names, so that the very next visit may be without a network. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(SHELL);
  const response = await fetch("/");
  const page = await response.clone().text();
  await cache.put("/", response);
  await cache.addAll([...new Set(page.match(/\/(?:assets\/[\w.-]+|icon\.svg)/g) ?? [])]);
}

/** The addresses of pages; documents and the record are the service's own. */
function isPage(path: string): boolean {
  return !/^\/(api|record|health|docs|standalone|m|\.well-known)\b/.test(path);
}

/** What is named by what it holds never changes. */
async function keptFirst(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** Every page begins with the same document. */
async function freshFirst(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put("/", response.clone());
    return response;
  } catch (thrown) {
    const kept = await cache.match("/");
    if (kept === undefined) throw thrown;
    return kept;
  }
}
