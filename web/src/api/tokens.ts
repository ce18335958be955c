/** Renews an access token; null where nobody is signed in any more. */
export type Renewal = () => Promise<Issued | null>;

/** An access token as it was issued. */
export interface Issued {
  readonly token: string;
  readonly seconds: number;
}

/** Tokens are renewed this much before they end, for clocks and networks that are slow. */
const MARGIN = 60_000;

/**
 * The access token of this page. It lives in memory only; what renews it is a cookie that no script can read, so that a
 * script from elsewhere finds nothing to carry away.
 */
class Tokens {
  #token: string | null = null;
  #until = 0;
  /** The same by the clock on the wall, which goes on while a device sleeps. */
  #wall = 0;
  #renewal: Renewal | null = null;
  #renewing: Promise<void> | null = null;

  /** Keeps a token that was just issued. */
  keep(issued: Issued): void {
    this.#token = issued.token;
    const good = issued.seconds * 1000 - MARGIN;
    this.#until = performance.now() + good;
    this.#wall = Date.now() + good;
  }

  /** Says how tokens are renewed while somebody is signed in; null when nobody is. */
  renewBy(renewal: Renewal | null): void {
    this.#renewal = renewal;
    if (renewal === null) this.#token = null;
  }

  /** A token that is still good, renewed if need be. */
  async current(): Promise<string | null> {
    if (this.#renewal !== null && (this.#token === null || this.#isOld())) {
      this.#renewing ??= this.#renew(this.#renewal).finally(() => (this.#renewing = null));
      await this.#renewing;
    }
    return this.#token;
  }

  #isOld(): boolean {
    return performance.now() > this.#until || Date.now() > this.#wall;
  }

  async #renew(renewal: Renewal): Promise<void> {
    const issued = await renewal();
    if (issued === null) this.#token = null;
    else this.keep(issued);
  }
}

/** The token of this page. */
export const tokens = new Tokens();
