// How long a first visit takes on a slow phone: the built client from a server on this machine, through a throttled
// network and processor. Prints every visit and the middle one. Nothing is judged by the clock of a busy machine.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { createGzip } from "node:zlib";
import { chromium } from "playwright-core";

const VISITS = 15;
// The mobile profile of Lighthouse: a slow 4G network, and a processor four times slower than this machine's.
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_638_400 / 8,
  uploadThroughput: 768_000 / 8,
};
const PROCESSOR = 4;

// Where people begin: with nothing, and with the code of a letter.
const PAGES = ["/", "/activate#code=AAAA-BBBB-CCCC"];

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const client = new URL("../dist/client/", import.meta.url);
if (!existsSync(new URL("index.html", client))) {
  console.error("the client is not built: npm run build");
  process.exit(1);
}

const server = createServer((request, response) => {
  const path = PAGES.some((page) => page.split("#")[0] === request.url) ? "/index.html" : request.url;
  const file = new URL(`.${path}`, client);
  if (!existsSync(file)) return response.writeHead(404).end();
  const type = TYPES[extname(file.pathname)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-encoding": "gzip" });
  createReadStream(file).pipe(createGzip()).pipe(response);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
console.log(`${NETWORK.latency} ms latency, 1.6 Mbit/s, a processor slowed ${PROCESSOR} times`);
for (const page of PAGES) {
  const times = [];
  for (let visit = 0; visit < VISITS; visit += 1) times.push(await visited(origin + page));
  times.sort((a, b) => a - b);
  const told = times.map((time) => time.toFixed(0));
  console.log(
    `${page.split("#")[0]} interactive after ${told.join(", ")} ms; the middle one ${told[(VISITS - 1) / 2]} ms`,
  );
}
await browser.close();
server.close();

/** Milliseconds from asking for the page until its heading stands and the main thread answers. */
async function visited(address) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: PROCESSOR });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector("main h1") === null) return;
      observer.disconnect();
      // A task behind this one runs when the page would answer a touch.
      setTimeout(() => console.info(performance.now()));
    }).observe(document, { childList: true, subtree: true });
  });
  // Told, not asked for: every question put to the page would slow it down.
  const answers = page.waitForEvent("console", (message) => message.type() === "info");
  await page.goto(address, { waitUntil: "commit" });
  const time = Number((await answers).text());
  await context.close();
  return time;
}
