import createClient, { type Middleware } from "openapi-fetch";
import { answered, Problem } from "./problem.ts";
import type { paths } from "./schema.d.ts";
import { tokens } from "./tokens.ts";

/** Answers that are waited for longer than this count as lost. */
const PATIENCE = 30_000;

const authority: Middleware = {
  async onRequest({ request }) {
    const token = await tokens.current();
    if (token !== null) request.headers.set("authorization", `Bearer ${token}`);
    return request;
  },
};

/** Every call to the service, typed by its API document. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: patient });
api.use(authority);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; a problem is thrown. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw answered(error, response);
  return data as T;
}

/** The body of an answer, or null where the thing does not exist (yet). */
export async function takeIfAny<T>(asked: Promise<Answer<T>>): Promise<T | null> {
  try {
    return await take(asked);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.document.status === 404) return null;
    throw thrown;
  }
}

/** How a signed statement is sent: its own bytes as the body. */
export const JOSE = {
  headers: { "content-type": "application/jose" },
  bodySerializer: (body: unknown) => String(body),
} as const;

/** How a file or a text is sent as it is. */
export function raw(type: string) {
  return {
    headers: { "content-type": type },
    bodySerializer: (body: unknown) => body as BodyInit,
  } as const;
}

/** A file as a body. The API document calls bytes a list of numbers; `raw` sends the file as it is. */
export function asBytes(file: Blob): number[] {
  return file as unknown as number[];
}

function patient(request: Request): Promise<Response> {
  return fetch(
    new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE)]) }),
  );
}
