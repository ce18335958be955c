import { CLAIMS } from "./claims.ts";
import type { Claim, ClaimCode, ClaimGroup, Outcome, Told } from "./contract.ts";
import { toldOf } from "./values/unsound.ts";

const FINDINGS_MAX = 20;

interface Account {
  readonly findings: Told[];
  untold: number;
  readonly open: Told[];
}

/** Where the checks note down what they find, one account for each claim. */
export class Ledger {
  private readonly accounts = new Map<ClaimCode, Account>();

  /** Opens the account of a claim: it was looked at and holds unless something is found. */
  checked(code: ClaimCode): void {
    this.account(code);
  }

  /** Notes what refutes a claim. */
  finding(code: ClaimCode, told: Told): void {
    const account = this.account(code);
    if (account.findings.length < FINDINGS_MAX) account.findings.push(told);
    else account.untold += 1;
  }

  /** Notes that a claim could not be checked, and why. */
  open(code: ClaimCode, zh: string, en: string): void {
    this.account(code).open.push({ zh, en });
  }

  /** Opens the account of a claim with everything that was found about it. */
  settle(code: ClaimCode, findings: readonly Told[]): void {
    this.checked(code);
    for (const told of findings) this.finding(code, told);
  }

  /** Opens the account of a claim with the outcome of one check; hands out what it came to, if it did. */
  judge<T>(code: ClaimCode, check: () => T, prefix: Told = { zh: "", en: "" }): T | undefined {
    this.checked(code);
    return this.attempt(code, check, prefix);
  }

  /** The same, and the account is opened only if the check fails. */
  attempt<T>(code: ClaimCode, check: () => T, prefix: Told = { zh: "", en: "" }): T | undefined {
    try {
      return check();
    } catch (error) {
      const told = toldOf(error);
      this.finding(code, {
        zh: ended(`${prefix.zh}${told.zh}`, "。"),
        en: ended(`${prefix.en}${told.en}`, "."),
      });
      return undefined;
    }
  }

  /** Every claim that was looked at, in the fixed order of codes. */
  claims(): Claim[] {
    const claims: Claim[] = [];
    for (const [group, codes] of Object.entries(CLAIMS) as [ClaimGroup, Record<string, Told>][]) {
      for (const [code, sentence] of Object.entries(codes) as [ClaimCode, Told][]) {
        const account = this.accounts.get(code);
        if (account) claims.push(claimOf(code, group, sentence, account));
      }
    }
    return claims;
  }

  private account(code: ClaimCode): Account {
    const known = this.accounts.get(code);
    if (known) return known;
    const fresh: Account = { findings: [], untold: 0, open: [] };
    this.accounts.set(code, fresh);
    return fresh;
  }
}

function ended(sentence: string, stop: string): string {
  return /[.。]$/.test(sentence) ? sentence : sentence + stop;
}

function claimOf(code: ClaimCode, group: ClaimGroup, sentence: Told, account: Account): Claim {
  const { untold } = account;
  const more = { zh: `此外还有 ${untold} 处同类问题。`, en: `And ${untold} more findings of this kind.` };
  const findings = untold > 0 ? [...account.findings, more] : account.findings;
  const outcome: Outcome =
    findings.length > 0 ? "finding" : account.open.length > 0 ? "could_not_check" : "checked";
  return { code, group, outcome, sentence, findings, open: account.open };
}
