import type { components } from "./schema.d.ts";

/** What the service answers when something did not happen (RFC 9457). */
export type ProblemDocument = components["schemas"]["ProblemDocument"];

/** The service could not be reached; it is not known whether a request arrived. */
export const UNREACHABLE = "unreachable";

/** The answer is none that the service gives: something stands between. */
export const STRANGE = "strange_answer";

/** A page came upon something that it does not understand. */
const FAULT = "page_fault";

/** The service is away for a moment; the service says so itself, or what stands before it does. */
const UNAVAILABLE = "unavailable";

/** What a gateway answers when the service behind it does not. */
const GATEWAY = [502, 503, 504];

/** Something did not happen, with the stable code that says why. */
export class Problem extends Error {
  readonly code: string;
  readonly document: ProblemDocument;
  /** In how many seconds to try again, where the service says so. */
  readonly after: number | undefined;

  constructor(document: ProblemDocument, after?: number) {
    super(`${document.code}: ${document.detail}`);
    this.code = document.code;
    this.document = document;
    this.after = after;
  }
}

/** Whatever was thrown, as a problem: nobody is left waiting for a page that failed. The browser is told of its fault. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError || (thrown instanceof DOMException && thrown.name !== "AbortError")) {
    return problem(UNREACHABLE, "the service could not be reached");
  }
  if (thrown instanceof DOMException) throw thrown;
  reportError(thrown);
  return problem(FAULT, String(thrown));
}

/** The problem that a body and a status tell. */
export function answered(body: unknown, response: Response): Problem {
  const after = Number(response.headers.get("retry-after"));
  if (isDocument(body)) return new Problem(body, after > 0 ? after : undefined);
  const code = GATEWAY.includes(response.status) ? UNAVAILABLE : STRANGE;
  return problem(code, `the answer has the status ${response.status}`, response.status);
}

/** A problem that was found on this side. */
export function problem(code: string, detail: string, status = 0): Problem {
  return new Problem({ type: `urn:quorate:problem:${code}`, title: detail, status, detail, code });
}

function isDocument(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}
