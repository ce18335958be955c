import type { BrowserContext, ConsoleMessage, Request } from "playwright-core";

/** An answer that refuses is an answer: pages show it, and the browser notes it in the console by itself. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** What a browser says that no story may hear: errors, broken policies, lost requests, and anything asked of others. */
export class Watch {
  readonly #service: string;
  readonly #heard: string[] = [];
  readonly #forgiven: RegExp[] = [];

  constructor(context: BrowserContext, service: string) {
    this.#service = new URL(service).origin;
    context.on("console", (message) => this.#console(message));
    context.on("weberror", (error) => this.#hear(`error in the page: ${error.error().stack}`));
    context.on("request", (request) => this.#request(request));
    context.on("requestfailed", (request) => this.#failed(request));
    context.on("response", (response) => {
      if (response.status() >= 500) this.#hear(`${response.status()} for ${response.url()}`);
    });
  }

  /** Says which complaints a story expects from now on, such as those of a network that it cut itself. */
  forgive(...expected: RegExp[]): void {
    this.#forgiven.push(...expected);
  }

  /** Everything that should not have been. */
  complaints(): string[] {
    return this.#heard.filter((own) => !this.#forgiven.some((expected) => expected.test(own)));
  }

  #hear(what: string): void {
    this.#heard.push(what);
  }

  #console(message: ConsoleMessage): void {
    const text = message.text();
    if (message.type() === "error" && !REFUSED.test(text)) this.#hear(`console: ${text}`);
    else if (/Content Security Policy/.test(text)) this.#hear(`policy: ${text}`);
  }

  #request(request: Request): void {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== this.#service) this.#hear(`asks others: ${request.url()}`);
  }

  #failed(request: Request): void {
    const why = request.failure()?.errorText ?? "";
    // A page that is left asks for nothing more.
    if (why !== "net::ERR_ABORTED") this.#hear(`${why} for ${request.method()} ${request.url()}`);
  }
}
