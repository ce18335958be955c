import type { ComponentType } from "preact";
import { lazy } from "preact-iso";

/** The parts of an address that begin with a colon, each given to the page as a property. */
export type Parts<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [name in Name]: string } & Parts<Rest>
  : Path extends `${string}:${infer Name}`
    ? { [name in Name]: string }
    : unknown;

/** An address and the page at it. */
export interface PageRoute {
  readonly path: string;
  readonly page: ComponentType<{ path: string }>;
}

/** A page at an address, loaded when somebody goes there. */
export function route<Path extends string>(
  path: Path,
  load: () => Promise<ComponentType<Parts<Path>>>,
): PageRoute {
  // The router gives each page the parts of its own address, which is what the types above say.
  return { path, page: lazy(load as () => Promise<ComponentType<{ path: string }>>) };
}

/** A page that the shell has itself: where people begin, one file more would keep them waiting. */
export function here(path: string, page: ComponentType<{ path: string }>): PageRoute {
  return { path, page };
}
