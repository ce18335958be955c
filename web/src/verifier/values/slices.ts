/** How long work may go on before whoever waits for it has a turn, in milliseconds. */
const SLICE = 40;

/** Cuts long work into slices, so that a page in which it runs stays alive. */
export class Slices {
  #since = Date.now();

  /** Lets others have a turn if this slice was long enough. */
  async cut(): Promise<void> {
    if (Date.now() - this.#since < SLICE) return;
    await new Promise((resume) => setTimeout(resume));
    this.#since = Date.now();
  }
}
