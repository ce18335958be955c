import { describe, expect, it } from "vitest";
import { fits, sameChoice, stands } from "../../src/verifier/law/choices.ts";
import type { Elector, Holding } from "../../src/verifier/law/contract.ts";
import { unitsOf } from "../../src/verifier/law/electorate.ts";
import { actsFor, discretionAllowed, holdersAllowed, mayHold } from "../../src/verifier/law/mandates.ts";
import { Representation, type Said } from "../../src/verifier/law/representation.ts";
import { amended, grouped } from "../../src/verifier/law/roll.ts";
import { type Vote, countingVote } from "../../src/verifier/law/speaking.ts";
import { DEFAULTS, definitionOf, digest, matterOf, rulesOf, vote } from "./law-estate.ts";

const during: Said = { at: 10, closesAt: 100, close: null };

describe("co-owners", () => {
  it("are represented by the first to act, until all of them name one", () => {
    const acting = new Representation(["ann", "bob"]);
    expect(acting.state()).toBe("nobody");
    acting.cast("ann", 1);
    expect([acting.state(), acting.admits("ann"), acting.admits("bob")]).toEqual([
      "provisional",
      true,
      false,
    ]);
    expect(acting.say({ kind: "nomination", by: "ann", representative: "bob" }, during)).toBe(true);
    expect(acting.state()).toBe("provisional");
    expect(acting.say({ kind: "nomination", by: "bob", representative: "bob" }, during)).toBe(true);
    expect([acting.state(), acting.standing(), acting.admits("bob")]).toEqual(["settled", 0, true]);
    acting.cast("bob", 5);
    expect([acting.stands(1), acting.stands(5)]).toEqual([false, true]);
  });

  it("quarrel until one objection is withdrawn or decided", () => {
    const acting = new Representation(["ann", "bob", "eve"]);
    acting.cast("ann", 1);
    const objection = { kind: "objection", by: "bob", representative: "ann" } as const;
    expect(acting.say({ ...objection, by: "ann" }, during)).toBe(false);
    expect(acting.say(objection, { ...during, at: 100 })).toBe(false);
    expect([acting.say(objection, during), acting.say(objection, during)]).toEqual([true, false]);
    expect(acting.say({ kind: "withdrawal", by: "bob" }, during)).toBe(true);
    expect(acting.state()).toBe("provisional");
    acting.say(objection, during);
    expect(acting.say({ kind: "decision", outcome: "set_aside" }, { ...during, at: 200 })).toBe(true);
    expect([acting.state(), acting.standing(), acting.admits("ann")]).toEqual(["set_aside", 0, false]);
  });

  it("may object to a forwarded ballot behind the close", () => {
    const acting = new Representation(["ann", "bob"]);
    acting.cast("ann", 9);
    const objection = { kind: "objection", by: "bob", representative: "ann" } as const;
    expect(acting.say(objection, { at: 120, closesAt: 100, close: 8 })).toBe(true);
  });

  it("sign a paper together, or by the one who acts", () => {
    const acting = new Representation(["ann", "bob"]);
    acting.cast("ann", 1);
    expect(acting.takePaper(["bob"], 2)).toBe(false);
    expect(acting.takePaper(["ann", "bob"], 2)).toBe(true);
    expect(acting.takeHeldPaper(["ann"], 3)).toBe(true);
    expect(acting.takeHeldPaper(["ann", "bob"], 3)).toBe(false);
  });

  it("leave what they cast behind when the elector passes to others, unless only a holder cast it", () => {
    const own = new Representation(["ann"]);
    own.cast("ann", 1);
    const after = own.passed(["zoe"], 5);
    expect([after.admits("zoe"), after.stands(1), after.standing()]).toEqual([false, true, 1]);
    const held = new Representation(["ann"]);
    held.cast("ann", 1, false);
    const later = held.passed(["zoe"], 5);
    expect([later.admits("zoe"), later.standing()]).toEqual([true, 0]);
  });
});

describe("of an elector's votes one counts", () => {
  const voice = (own: boolean, medium: "online" | "paper", first: number, last = first, given = 0): Vote => {
    return { own, given, medium, first, last };
  };
  const counts = (votes: Vote[], conflict: string) => {
    const switches = { ...DEFAULTS, channel_conflict: conflict };
    expect(countingVote([...votes].reverse(), switches)).toBe(countingVote(votes, switches));
    return countingVote(votes, switches);
  };

  it("the own one before every holder's, then the mandate given last, then by the switch", () => {
    const [online, paper] = [voice(true, "online", 5, 9), voice(true, "paper", 3)];
    const [early, late] = [voice(false, "online", 1, 1, 2), voice(false, "paper", 1, 1, 4)];
    expect(counts([early, late, online, paper], "first")).toBe(paper);
    expect(counts([online, paper], "last")).toBe(online);
    expect(counts([online, paper], "online")).toBe(online);
    expect(counts([online, paper], "paper")).toBe(paper);
    expect(counts([online, { ...paper, first: 5 }], "first")).toBe(online);
    expect(counts([early, late], "online")).toBe(late);
    expect(counts([], "first")).toBe(null);
  });
});

describe("choices", () => {
  const seats = matterOf("committee_election", ["c1", "c2", "c3"], 2);
  const motion = matterOf("fund_use");

  it("fit their matter", () => {
    expect(["for", "against", "abstain"].every((own) => fits(vote(own), motion, DEFAULTS))).toBe(true);
    expect([fits(vote("blank"), motion, DEFAULTS), fits(vote("c1"), motion, DEFAULTS)]).toEqual([
      false,
      false,
    ]);
    expect(["abstain", "c1", "c1|c2"].every((own) => fits(vote(own), seats, DEFAULTS))).toBe(true);
    expect(["for", "c1|c2|c3", "c1|c1", "c9"].some((own) => fits(vote(own), seats, DEFAULTS))).toBe(false);
    const against = { answer: "candidates", candidates: [{ candidate: "c1", answer: "against" }] };
    expect(fits(against, seats, DEFAULTS)).toBe(false);
    expect(fits(against, seats, { ...DEFAULTS, candidate_ballot: "for_against_abstain" })).toBe(true);
    expect(stands(against, seats, DEFAULTS)).toEqual({ total: "against", named: [] });
    expect(sameChoice(vote("c1|c2"), vote("c2|c1"))).toBe(true);
    expect(sameChoice(vote("c1"), vote("c2|c1"))).toBe(false);
  });
});

const home = (unit: string, owners: string[], more: Partial<Holding> = {}): Holding => {
  const place = { building: "1", entrance: "1", floor: 2, kind: "dwelling" };
  return { unit, ...place, area: "80.00", area_source: "register", stock: "delivered", owners, ...more };
};

describe("a roll", () => {
  const holdings = [
    ...[home("1-1", ["ann"]), home("1-2", ["ann", "bob"]), home("1-3", ["bob", "ann"]), home("1-4", ["eve"])],
    ...[
      home("2-1", ["dev"], { stock: "developer_stock" }),
      home("2-2", ["sub"], { stock: "developer_stock" }),
    ],
  ];
  const groups = (overlapping: string) => {
    const { electors, annex } = grouped(holdings, overlapping, "00", digest);
    expect(electors.map((own) => own.elector)).toEqual(annex.map((own) => own.elector));
    expect(electors.every((own) => own.heads === 1)).toBe(true);
    return electors.map((own) => own.units.map((unit) => unit.unit).join("+")).sort();
  };

  it("has one head for the same owners, and one for all stock of the developer", () => {
    expect(groups("distinct")).toEqual(["1-1", "1-2+1-3", "1-4", "2-1+2-2"]);
    expect(groups("same_buyer")).toEqual(["1-1+1-2+1-3", "1-4", "2-1+2-2"]);
    const { annex } = grouped(holdings, "distinct", "00", digest);
    expect(annex.find((own) => own.kind === "developer")?.owners).toEqual(["dev", "sub"]);
  });

  it("has pseudonyms as the record's worked example", () => {
    const { electors } = grouped([home("1", ["cat"])], "distinct", "05".repeat(32), digest);
    expect(electors[0]?.elector).toBe("31a2ce0e77bdc2244050fe57c581ee31");
  });

  it("is amended", () => {
    const units = new Map(holdings.map((own) => [own.unit, own]));
    const area = { correct: "area", unit: "1-1", area: "81.00", area_source: "survey" } as const;
    expect(amended(units, area)?.get("1-1")).toMatchObject({ area: "81.00", area_source: "survey" });
    expect(amended(units, { correct: "superfluous", unit: "1-1" })?.has("1-1")).toBe(false);
    expect(amended(units, { correct: "superfluous", unit: "9-9" })).toBe(null);
    expect(amended(units, { correct: "missing", holding: home("1-1", ["x"]) })).toBe(null);
    expect(amended(units, { correct: "missing", holding: home("3-1", ["x"]) })?.size).toBe(7);
  });

  it("decides a matter with the units that it names", () => {
    const garage = home("P-1", ["ann"], { kind: "parking", floor: -1 });
    const elector: Elector = { elector: "a", kind: "owner", heads: 1, units: [home("1-1", []), garage] };
    const { electorate } = matterOf("fund_use");
    const named = (more: Partial<typeof electorate>, switches = DEFAULTS) =>
      unitsOf(elector, { electorate: { ...electorate, ...more } }, switches).map((own) => own.unit);
    expect(named({})).toEqual(["1-1"]);
    expect(named({}, { ...DEFAULTS, parking_counts: "yes" })).toEqual(["1-1", "P-1"]);
    expect(named({ parking_counts: "no" }, { ...DEFAULTS, parking_counts: "yes" })).toEqual(["1-1"]);
    expect(named({ parking_counts: "yes", floors: { lowest: -1, highest: 1 } })).toEqual(["P-1"]);
    expect(named({ entrances: [{ building: "1", entrance: "2" }] })).toEqual([]);
    expect(named({ entrances: [{ building: "1", entrance: "2" }], units: ["1-1"] })).toEqual(["1-1"]);
    expect(named({ buildings: ["1"], unit_kinds: ["shop"] })).toEqual([]);
  });
});

describe("mandates", () => {
  const elector = (name: string, area: string): Elector => ({
    ...{ elector: name, kind: "owner", heads: 1 },
    units: [home(name, [], { area })],
  });
  const all = ["a", "b", "c", "d", "e"].map((name) => elector(name, "10.00"));

  it("are as many as the rules let one hold", () => {
    const china = rulesOf("cn_civil_code_2021");
    expect(mayHold(china, all, all)).toBe(true);
    expect([holdersAllowed(china), discretionAllowed(china)]).toEqual(["unknown", "unknown"]);
    const france = rulesOf("fr_1965");
    expect(mayHold(france, all.slice(0, 3), all)).toBe(true);
    expect(mayHold(france, all.slice(0, 4), all)).toBe(false);
    // More principals than three, of a tenth of the shares together.
    expect(mayHold(france, all.slice(0, 4), [...all, elector("f", "350.00")])).toBe(true);
  });

  it("of a delegate are for whole electors and the whole vote", () => {
    const rule = { adopted_on: "2026-01-01", text: "they act" };
    const definition = definitionOf(matterOf("fund_use"), { delegate_rule: rule });
    const [opens, closes] = [Date.parse(definition.opens_at), Date.parse(definition.closes_at)];
    const term = { building: "1", entrance: null, from: "2026-06-01", until: "2026-06-07" };
    const may = (more: object) =>
      actsFor(definition, { ...term, ...more }, elector("a", "10.00"), opens, closes);
    expect([may({}), may({ from: "2026-06-02" }), may({ until: "2026-06-06" })]).toEqual([
      true,
      false,
      false,
    ]);
    expect([may({ entrance: "1" }), may({ entrance: "2" }), may({ building: "2" })]).toEqual([
      true,
      false,
      false,
    ]);
    const none = { ...definition, delegate_rule: null };
    expect(actsFor(none, term, elector("a", "10.00"), opens, closes)).toBe(false);
  });
});
