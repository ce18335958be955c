import type { Ledger } from "../ledger.ts";
import type { Appointment } from "../law/mandates.ts";
import type { Enrolled, Enrolments } from "../record/enrolments.ts";
import {
  delegateAppointment,
  holderExclusion,
  mandate,
  mandateRevocation,
  opinion,
  type Mandate,
  type MatterChoice,
} from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { canonical, readJson } from "../values/json.ts";
import type { Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import type { Contents, StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";

const KINDS = {
  mandate_given: "mandate",
  mandate_revoked: "mandate-revocation",
  holder_excluded: "holder-exclusion",
  delegate_appointed: "delegate-appointment",
  opinion_recorded: "opinion",
} as const;
type MandateKind = keyof typeof KINDS;

const FIRST_READERS: readonly Role[] = ["secretary", "convener"];
const SECOND_READERS: readonly Role[] = ["scrutineer", "supervisor", "residents_committee"];
const EXCLUDING: readonly Role[] = ["convener", "supervisor"];

/** Something that was said about mandates, and stands as it was signed. */
export type MandateWord = { readonly index: number; readonly at: Instant; readonly statement: string } & (
  | { readonly kind: "mandate"; readonly said: Mandate }
  | { readonly kind: "revocation"; readonly mandate: string; readonly by: string | null }
  | { readonly kind: "exclusion"; readonly holder: string }
  | { readonly kind: "appointment"; readonly delegate: string; readonly appointment: Appointment }
  | {
      readonly kind: "opinion";
      readonly mandate: string;
      readonly by: string;
      readonly choices: readonly MatterChoice[];
    }
);

/** Reads what was signed about mandates: by principals, or by two officers who read a paper. */
export function readMandateWords(
  contents: Contents,
  enrolments: Enrolments,
  ledger: Ledger,
): readonly MandateWord[] {
  if (!contents.isAudit) {
    ledger.open(
      "mandates_signed",
      "无法核实委托由谁签署：本文件为公开文件。",
      "Could not check who signed mandates: the bundle is public.",
    );
    ledger.open(
      "mandates_followed",
      "无法核实受托人及其受托数量：本文件为公开文件。",
      "Could not check who held mandates, and how many: the bundle is public.",
    );
    return [];
  }
  ledger.checked("mandates_signed");
  const words: MandateWord[] = [];
  for (const step of contents.ofKind(...(Object.keys(KINDS) as MandateKind[]))) {
    const text = contents.text(step.fact.statement);
    if (text === undefined) continue;
    const prefix = {
      zh: `记录 ${step.index} 的委托无效：`,
      en: `The mandate of entry ${step.index} does not stand: `,
    };
    const word = ledger.attempt(
      "mandates_signed",
      () => new WordReader(contents, enrolments, step).read(text),
      prefix,
    );
    if (word) words.push(word);
  }
  return words;
}

class WordReader {
  private readonly contents: Contents;
  private readonly enrolments: Enrolments;
  private readonly step: StepOf<MandateKind>;

  constructor(contents: Contents, enrolments: Enrolments, step: StepOf<MandateKind>) {
    this.contents = contents;
    this.enrolments = enrolments;
    this.step = step;
  }

  read(text: string): MandateWord {
    const { fact } = this.step;
    const first = this.one(text, fact.kind === "holder_excluded" ? EXCLUDING : FIRST_READERS);
    const confirmation = "confirmation" in fact ? fact.confirmation : null;
    if (first.paper !== null && confirmation === null)
      refuse("没有第二人读取纸质文件", "nobody else read the paper");
    if (first.paper === null && confirmation !== null)
      refuse("并非纸质文件而有确认", "it was confirmed although it is no paper");
    const again = confirmation === null ? undefined : this.contents.text(confirmation);
    // That it is missing is noted where documents are.
    if (again !== undefined) {
      const second = this.one(again, SECOND_READERS);
      if (second.signer.owner !== null)
        refuse("由业主而非工作人员确认", "an owner confirmed it, not an officer");
      if (second.content !== first.content) refuse("两次读取不一致", "the two who read the paper differ");
    }
    return first.word;
  }

  private one(text: string, roles: readonly Role[]) {
    const { fact, index, at } = this.step;
    const jws = parseJws(text, KINDS[fact.kind]);
    const signer = this.enrolments.good(jws.keyId, index);
    if (signer.owner === null && !this.enrolments.officer(jws.keyId, roles, this.step))
      refuse(
        "其密钥当时并非有权签署的工作人员的密钥",
        "its key was that of no officer who could sign it then",
      );
    checkSignature(jws, signer.key);
    const content = contentOf(jws.payload);
    const place = { index, at, statement: fact.statement };
    switch (fact.kind) {
      case "mandate_given": {
        const own = this.here(readPayload(jws, mandate));
        this.checkPaper(own.paper, signer);
        if (signer.owner !== null && signer.owner !== own.principal)
          refuse("并非由委托人签署", "the key that signed it is not the principal's");
        if (signer.owner !== null && own.holder.startsWith("outside:"))
          refuse("外部受托人须有纸质委托", "a mandate to somebody outside is on paper");
        this.says(own.elector === fact.elector);
        return { word: { ...place, kind: "mandate" as const, said: own }, signer, content, paper: own.paper };
      }
      case "mandate_revoked": {
        const own = this.here(readPayload(jws, mandateRevocation));
        this.checkPaper(own.paper, signer);
        this.says(own.mandate === fact.mandate);
        const word = { ...place, kind: "revocation" as const, mandate: own.mandate, by: signer.owner };
        return { word, signer, content, paper: own.paper };
      }
      case "holder_excluded": {
        const own = this.here(readPayload(jws, holderExclusion));
        this.checkOfficer(signer);
        return {
          word: { ...place, kind: "exclusion" as const, holder: own.holder },
          signer,
          content,
          paper: null,
        };
      }
      case "delegate_appointed": {
        const own = this.here(readPayload(jws, delegateAppointment));
        this.checkOfficer(signer);
        const { delegate, building, entrance, from, until } = own;
        const appointment = { building, entrance, from, until };
        return {
          word: { ...place, kind: "appointment" as const, delegate, appointment },
          signer,
          content,
          paper: own.minutes,
        };
      }
      case "opinion_recorded": {
        const own = this.here(readPayload(jws, opinion));
        if (signer.owner === null) return refuse("工作人员不得代为表态", "an officer has no opinion here");
        this.says(own.mandate === fact.mandate);
        const word = {
          ...place,
          kind: "opinion" as const,
          mandate: own.mandate,
          by: signer.owner,
          choices: own.choices,
        };
        return { word, signer, content, paper: null };
      }
    }
  }

  private here<T extends Parameters<typeof isHere>[1]>(own: T): T {
    if (!isHere(this.contents, own))
      refuse("属于其他记录、小区或会议", "it is for another record, community or meeting");
    return own;
  }

  private says(same: boolean): void {
    if (!same) refuse("所签内容与记录不符", "it says other things than its entry");
  }

  private checkPaper(paper: string | null, signer: Enrolled): void {
    if ((paper === null) === (signer.owner === null))
      refuse(
        "委托人以本人密钥签署而不列纸质文件；工作人员签署时须列明纸质文件",
        "principals sign with their own key and name no paper; officers sign what a paper says and name it",
      );
  }

  private checkOfficer(signer: Enrolled): void {
    if (signer.owner !== null) refuse("应由工作人员签署", "an officer signs this");
  }
}

/** What a payload says apart from its nonce, as one text. */
function contentOf(payload: string): string {
  return canonical({ ...(readJson(payload) as Record<string, unknown>), nonce: "" });
}
