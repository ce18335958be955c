import { describe, expect, it } from "vitest";
import { competence } from "../../src/verifier/law/competence.ts";
import { compose, termOf } from "../../src/verifier/law/compose.ts";
import { holidaysNamed } from "../../src/verifier/law/holidays.ts";
import { rulesKept, silenceRule } from "../../src/verifier/law/kept.ts";
import { readOverlay } from "../../src/verifier/law/overlay.ts";
import { readPack } from "../../src/verifier/law/pack.ts";
import { publishedHolidays, publishedOverlays, publishedPacks } from "../../src/verifier/law/published.ts";
import { definitionOf, matterOf, rulesOf, textOf } from "./law-estate.ts";

const pack = readPack(textOf("cn_civil_code_2021"));
const HEAD = 'version = "1"\ntitle = { zh = "规则", en = "Rules" }\nbase = ["cn_civil_code_2021"]\n';
const SOURCE = 'article = "unverified"\nverified = false\n';
const own = (terms: string, issuer = "community") =>
  readOverlay(`id = "own_${issuer}"\nissued_by = "${issuer}"\n${HEAD}${terms}`);
const laid = (...terms: string[]) =>
  compose(
    pack,
    terms.map((each) => own(each)),
  ).findings.length;

describe("rules", () => {
  it("are read, every pack and overlay that is published", () => {
    expect(publishedPacks).toHaveLength(14);
    for (const { name, text } of publishedPacks) expect(readPack(text).id).toBe(name);
    for (const { name, text } of publishedOverlays) {
      expect(readOverlay(text).id).toBe(name);
      expect(compose(pack, [readOverlay(text)]).findings).toEqual([]);
    }
  });

  it.each([
    ["a shorter notice", `[notice]\nfull_days = 14\n${SOURCE}`, 1],
    ["a longer notice", `[notice]\nfull_days = 16\n${SOURCE}`, 0],
    ["a shorter notice of extraordinary meetings", `[extraordinary_notice]\nfull_days = 7\n${SOURCE}`, 1],
    ["fewer fields", `[notice_content]\nfields = ["meeting"]\n${SOURCE}`, 1],
    ["more attempts", `[service]\nposting_attempts = 2\n${SOURCE}`, 0],
    ["no attempts", `[service]\nposting_attempts = 0\n${SOURCE}`, 1],
    ["a petition of more owners", `[[procedure]]\nname = "petition_share"\nvalue = "30/100"\n${SOURCE}`, 1],
    ["a petition of fewer owners", `[[procedure]]\nname = "petition_share"\nvalue = "1/10"\n${SOURCE}`, 0],
    ["a smaller majority", `[[procedure]]\nname = "sitting_quorum"\nvalue = ">= 1/2"\n${SOURCE}`, 1],
    ["a larger majority", `[[procedure]]\nname = "sitting_quorum"\nvalue = ">= 2/3"\n${SOURCE}`, 0],
    ["a word behind in its order", `[[procedure]]\nname = "group_parity"\nvalue = "free"\n${SOURCE}`, 1],
    ["a parameter that there is not", `[[procedure]]\nname = "petition_days"\nvalue = 3\n${SOURCE}`, 1],
    ["a limit that there is not", `[[limit]]\nname = "seats"\nnumber = 3\n${SOURCE}`, 1],
    ["a channel", `[online_channel]\nvalue = "city_only"\n${SOURCE}`, 0],
    ["nothing", "", 1],
  ])("of a community: %s", (_, terms, findings) => expect(laid(terms)).toBe(findings));

  it("of a community may not widen what a place settled", () => {
    const place = own(`[online_channel]\nvalue = "city_only"\n${SOURCE}`, "locality");
    const wider = own(`[online_channel]\nvalue = "any"\n${SOURCE}`);
    expect(compose(pack, [place, wider]).findings).toHaveLength(1);
    expect(compose(pack, [wider, place]).findings.length).toBeGreaterThan(0);
    expect(compose(pack, [place, place]).findings).toHaveLength(1);
  });

  it("never speak of what is a pack's alone", () => {
    expect(() => own(`[participation]\nthreshold = "> 1/3 of all"\n${SOURCE}`)).toThrow("participation");
    expect(() => readPack("id = 3")).toThrow();
    expect(() => readOverlay("id = ")).toThrow();
    expect(
      compose(readPack(textOf("fr_1965")), [own(`[notice]\nfull_days = 30\n${SOURCE}`)]).findings,
    ).toHaveLength(2);
  });

  it("keep what is left unsaid of service", () => {
    const place = own(`[service]\nin_app = "proof"\nposting_attempts = 1\n${SOURCE}`, "locality");
    const more = own(`[service]\nposting_attempts = 3\n${SOURCE}`);
    const { rules } = compose(pack, [place, more]);
    expect(termOf(rules, "service")).toMatchObject({ in_app: "proof", posting_attempts: 3 });
  });
});

describe("a definition", () => {
  const rules = rulesOf("cn_civil_code_2021");
  const matter = matterOf("fund_use");
  const sound = definitionOf(matter, { holidays: publishedHolidays });

  it("keeps to the rules in force", () => {
    expect(rulesKept(rules, sound)).toEqual([]);
    expect(rulesKept(rules, definitionOf(matter, { switches: { revote: "twice" } }))).toHaveLength(1);
    expect(rulesKept(rules, definitionOf(matter, { switches: { other: "yes" } }))).toHaveLength(1);
    expect(rulesKept(rulesOf("cn_civil_code_2021", "cn_hangzhou"), sound)).toHaveLength(1);
    const recognised = { online_channel: { value: "recognised", recognition: null } };
    expect(rulesKept(rules, { ...sound, ...recognised })).toHaveLength(1);
    expect(rulesKept(rules, definitionOf(matter, { switches: { tie_break: "lot" } }))).toHaveLength(1);
  });

  it("names the holidays that are known", () => {
    expect(holidaysNamed(rules, sound)).toEqual({ findings: [], unknown: [] });
    expect(holidaysNamed(rules, { ...sound, holidays: null }).findings).toHaveLength(1);
    expect(holidaysNamed(rulesOf("cn_pre_2021"), sound).findings).toHaveLength(1);
    expect(holidaysNamed(rules, { ...sound, holidays: [] }).unknown).toHaveLength(1);
    const [first] = publishedHolidays;
    if (!first) throw new Error("no holidays are known");
    const fewer = { ...first, rest: first.rest.slice(1) };
    expect(
      holidaysNamed(rules, { ...sound, holidays: [fewer, ...publishedHolidays.slice(1)] }).unknown,
    ).toHaveLength(1);
    const twice = { ...first, work: [first.rest[0] ?? ""] };
    expect(holidaysNamed(rules, { ...sound, holidays: [twice] }).findings).toHaveLength(1);
  });

  it("puts to the vote what is the assembly's, and gives reasons for what is doubtful", () => {
    const about = (kind: string, reason: string | null) =>
      competence(rules, [{ ...matter, kind, competence: reason === null ? null : { reason } }]).findings
        .length;
    expect(about("fund_use", null)).toBe(0);
    expect(about("fund_use", "because")).toBe(1);
    expect(about("other_major", "the covenant names it")).toBe(0);
    expect(about("other_major", null)).toBe(1);
    expect(about("other_major", " ")).toBe(1);
    expect(about("ordinary", "because")).toBe(0);
    expect(about("dwelling_into_business", null)).toBe(1);
    expect(about("weather", null)).toBe(1);
  });

  it("gives silence a meaning only by a rule adopted before the notice", () => {
    const noticed = Date.parse("2026-05-10T04:00:00Z");
    const rule = { adopted_on: "2026-05-09", text: "who is silent abstains", result: "2 to 1" };
    const silent = definitionOf(matter, { switches: { non_voter: "deemed_for" }, non_voter_rule: rule });
    expect(silenceRule(silent, noticed)).toEqual([]);
    expect(silenceRule({ ...silent, non_voter_rule: null }, noticed)).toHaveLength(1);
    expect(
      silenceRule({ ...silent, non_voter_rule: { ...rule, adopted_on: "2026-05-10" } }, noticed),
    ).toHaveLength(1);
    expect(silenceRule({ ...silent, kind: "inaugural" }, noticed)).toHaveLength(1);
    const elects = { ...silent, matters: [matterOf("committee_election", ["c1"], 1)] };
    expect(silenceRule(elects, noticed)).toHaveLength(1);
    const delegates = definitionOf(matter, { delegate_rule: { adopted_on: "2026-05-10", text: "they act" } });
    expect(silenceRule(delegates, noticed)).toHaveLength(1);
  });
});
