import { vi } from "vitest";

/** The states of a community that the backstage builds. */
export type SceneName =
  | "founded"
  | "registered"
  | "noticed"
  | "open"
  | "voted"
  | "closed"
  | "counted"
  | "announced"
  | "coowners"
  | "committee";

/** The roles that are invited into a browser. */
export type Invited =
  | "secretary"
  | "convener"
  | "scrutineer"
  | "supervisor"
  | "chair"
  | "member"
  | "residents_committee"
  | "operator";

/** What others do off screen, by name. */
export type Deed =
  | "confirm_enrolments"
  | "import"
  | "deliver"
  | "amend"
  | "confirm_amendments"
  | "vote"
  | "name_representative"
  | "object_to_representative"
  | "withdraw_from_dispute"
  | "decide_dispute"
  | "object"
  | "answer"
  | "count"
  | "certify"
  | "announce"
  | "act"
  | "log_in";

/** What is changed in a bundle. */
export type Tampering = "nothing" | "ballot" | "total" | "area" | "checkpoint" | "left_out";

/** What a story wants otherwise in a scene. */
export interface Wishes {
  /** Fields of the draft of the meeting on questions, such as its switches. */
  readonly questions?: Readonly<Record<string, unknown>>;
  /** A provider at which owners log in. */
  readonly provider?: boolean;
}

interface Told {
  scene: number;
  service: string;
  origin: string;
  now: string;
  community: string;
  name: string;
  meetings: { questions?: string; election?: string };
  owners: Record<string, { unit: string; name: string; phone: string; email: string }>;
  letters: Record<string, string>;
  invitations: Record<Invited, string>;
}

/** Where the stage stands; `cargo test --test stories` says so, and whoever writes a story starts it by hand. */
function backstage(): string {
  const address = process.env["QUORATE_BACKSTAGE"];
  if (address === undefined)
    throw new Error("QUORATE_BACKSTAGE is not set: run the stories by cargo test --test stories");
  return address;
}

/** A service of which nobody knows anything yet. */
export function bareService(): string {
  const address = process.env["QUORATE_SERVICE"];
  if (address === undefined) throw new Error("QUORATE_SERVICE is not set");
  return address;
}

/**
 * Builds a community in a named state, with a service and a clock of its own. The oldest of many ends by itself, so a story
 * need not end its scene while a page still reads something.
 */
export async function raise(name: SceneName, wishes: Wishes = {}): Promise<Scene> {
  return new Scene((await asked("POST", `/scenes/${name}`, wishes)) as Told);
}

/** A register as a file: `mistaken` has three mistakes. */
export async function register(name: "sound" | "mistaken"): Promise<string> {
  return (await fetch(`${backstage()}/registers/${name}`)).text();
}

/** A community, and what a story knows and does behind the scenes. */
export class Scene {
  readonly told: Told;
  /** What the clock of the service shows. */
  now: string;

  constructor(told: Told) {
    this.told = told;
    this.now = told.now;
  }

  /** The address of the community's pages. */
  get home(): string {
    return `/c/${this.told.community}`;
  }

  /** The identifier of a meeting of this scene. */
  meeting(name: "questions" | "election" = "questions"): string {
    const meeting = this.told.meetings[name];
    if (meeting === undefined) throw new Error(`the scene has no meeting ${name}`);
    return meeting;
  }

  /** What the letter to an owner says. */
  letter(owner: string): string {
    const code = this.told.letters[owner];
    if (code === undefined) throw new Error(`there is no letter to ${owner}`);
    return code;
  }

  /** A fresh code that invites an officer. */
  async invitation(role: Invited): Promise<string> {
    return ((await this.#does("/deeds/invite", { role })) as { code: string }).code;
  }

  /** A fresh letter to an owner. */
  async freshLetter(owner: string): Promise<string> {
    return ((await this.#does("/deeds/letter", { owner })) as { code: string }).code;
  }

  /** Somebody does something off screen. */
  async deed(name: Deed, said: Record<string, unknown> = {}): Promise<unknown> {
    return this.#does(`/deeds/${name}`, said);
  }

  /** Lets time pass: so many seconds, or until an instant. */
  async pass(to: number | string): Promise<void> {
    const moved = await this.#does("/clock", typeof to === "number" ? { advance: to } : { to });
    this.now = (moved as { now: string }).now;
  }

  /** The six digits that came to a telephone last: they may be on their way while the page asks for them already. */
  async sixDigits(phone: string): Promise<string> {
    const query = new URLSearchParams({ scene: String(this.told.scene), contact: phone });
    return vi.waitFor(
      async () => {
        const { code } = (await asked("GET", `/messages?${query}`)) as { code: string | null };
        if (code === null) throw new Error(`no six digits came to ${phone}`);
        return code;
      },
      { timeout: 15_000, interval: 200 },
    );
  }

  /** Every text that came to a telephone. */
  async messages(phone: string): Promise<{ kind: string; text: string }[]> {
    const query = new URLSearchParams({ scene: String(this.told.scene), contact: phone });
    return ((await asked("GET", `/messages?${query}`)) as { messages: { kind: string; text: string }[] })
      .messages;
  }

  /** What an authenticator application shows for a secret; each code is good once, so half a minute passes. */
  async factor(secret: string): Promise<string> {
    await this.pass(31);
    return ((await this.#does("/totp", { secret })) as { code: string }).code;
  }

  /** A bundle of a meeting in which one thing was changed: that for auditors, or the public one. */
  async tampered(what: Tampering, { audit = true, meeting = "questions" } = {}): Promise<string> {
    const said = { scene: this.told.scene, what, audit, meeting };
    const answer = await fetch(`${backstage()}/tamper`, posted(said));
    if (!answer.ok) throw new Error(await answer.text());
    return answer.text();
  }

  /** What the service answers to anybody who reads this address. */
  async read(address: string): Promise<Response> {
    const { pathname, search } = new URL(address, this.told.service);
    return fetch(`${this.told.service.replace("demonstration.localhost", "127.0.0.1")}${pathname}${search}`);
  }

  /** What everybody has of the community's life: its public annals, line by line as they are written. */
  async annals(): Promise<string> {
    return (await this.read(`/api/v1/communities/${this.told.community}/annals`)).text();
  }

  /** Ends the scene. */
  async end(): Promise<void> {
    await fetch(`${backstage()}/scenes/${this.told.scene}`, { method: "DELETE" });
  }

  #does(path: string, said: Record<string, unknown>): Promise<unknown> {
    return asked("POST", path, { scene: this.told.scene, ...said });
  }
}

async function asked(method: "GET" | "POST", path: string, said?: unknown): Promise<unknown> {
  const answer = await fetch(`${backstage()}${path}`, method === "POST" ? posted(said) : {});
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(body)}`);
  return body;
}

function posted(said: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(said) };
}
