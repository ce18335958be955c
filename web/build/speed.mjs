// How long a first visit takes on a slow phone: the built client from a server on this machine, through a throttled
// network and processor. Prints every visit and the middle one of as many as are asked for. Nothing is judged by the
// clock of a busy machine, and where there is no Chromium nothing is measured.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { createGzip } from "node:zlib";
import { chromium } from "playwright-core";

const VISITS = Number(process.argv[2] ?? 15);
const CHROMIUM = "/usr/bin/chromium";
// The mobile profile of Lighthouse: a slow 4G network, and a processor four times slower than this machine's.
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_638_400 / 8,
  uploadThroughput: 768_000 / 8,
};
const PROCESSOR = 4;
/** Milliseconds after which a machine that is busy with other things is asked no longer. */
const PATIENCE = 60_000;

// Where people begin: with nothing, and with the code of a letter.
const PAGES = ["/", "/activate#code=AAAA-BBBB-CCCC"];

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const client = new URL("../dist/client/", import.meta.url);
if (!existsSync(new URL("index.html", client))) {
  console.error("the client is not built: npm run build");
  process.exit(1);
}

if (!existsSync(CHROMIUM)) {
  console.log(`how long a first visit takes was not measured: there is no ${CHROMIUM}`);
  process.exit();
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

try {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"],
    timeout: PATIENCE,
  });
  await measure(browser);
  await browser.close();
} catch (thrown) {
  console.log(`no more was measured, perhaps because this machine is busy: ${thrown.message}`);
}
// What still waits for an answer is not waited for.
process.exit();

async function measure(browser) {
  console.log(`${NETWORK.latency} ms latency, 1.6 Mbit/s, a processor slowed ${PROCESSOR} times`);
  for (const page of PAGES) {
    const times = [];
    for (let visit = 0; visit < VISITS; visit += 1) times.push(await visited(browser, origin + page));
    times.sort((a, b) => a - b);
    const told = times.map((time) => time.toFixed(0));
    const middle = told[Math.floor(VISITS / 2)];
    console.log(`${page.split("#")[0]} interactive after ${told.join(", ")} ms; the middle one ${middle} ms`);
  }
}

/** Milliseconds from asking for the page until its heading stands and the main thread answers. */
async function visited(browser, address) {
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
  const answers = page.waitForEvent("console", {
    predicate: (message) => message.type() === "info",
    timeout: PATIENCE,
  });
  const [answer] = await Promise.all([
    answers,
    page.goto(address, { waitUntil: "commit", timeout: PATIENCE }),
  ]);
  await context.close();
  return Number(answer.text());
}
