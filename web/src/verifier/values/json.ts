import canonicalize from "canonicalize";
import { digestOf } from "./bytes.ts";
import { refuse } from "./unsound.ts";

const DEPTH_MAX = 64;

/** A value of JSON as these documents have it: every number is an integer. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The canonical text of a value (RFC 8785). */
export function canonical(value: unknown): string {
  return canonicalize(value) ?? refuse("内容无法写成规范 JSON", "cannot be written as canonical JSON");
}

/** SHA-256 of the canonical text of a value. */
export function digestOfValue(value: unknown): string {
  return digestOf(canonical(value));
}

/** Reads JSON that names no field twice, holds integers only, and is not nested beyond reason. */
export function readJson(text: string): Json {
  return new Reader(text).whole();
}

/** Reads JSON only if it is written canonically. */
export function readCanonical(text: string): Json {
  const value = readJson(text);
  if (canonical(value) !== text) refuse("并非以规范 JSON 写成", "is not written canonically");
  return value;
}

class Reader {
  private place = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Json {
    this.skip();
    const value = this.value(0);
    this.skip();
    if (this.place !== this.text.length) this.wrong();
    return value;
  }

  private wrong(): never {
    return refuse(`不是 JSON（第 ${this.place} 个字符）`, `is not JSON (at character ${this.place})`);
  }

  private skip(): void {
    while (" \t\n\r".includes(this.text[this.place] ?? "x")) this.place++;
  }

  private take(letter: string): boolean {
    if (this.text[this.place] !== letter) return false;
    this.place++;
    return true;
  }

  private value(depth: number): Json {
    if (depth > DEPTH_MAX) refuse("嵌套过深", "is nested too deeply");
    switch (this.text[this.place]) {
      case "{":
        return this.record(depth);
      case "[":
        return this.list(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.place)) this.wrong();
    this.place += word.length;
    return value;
  }

  private number(): number {
    const pattern = /-?(?:0|[1-9][0-9]*)/y;
    pattern.lastIndex = this.place;
    const digits = pattern.exec(this.text)?.[0] ?? this.wrong();
    this.place += digits.length;
    const value = Number(digits);
    const whole = !".eE".includes(this.text[this.place] ?? "x");
    if (!whole || !Number.isSafeInteger(value) || String(value) !== digits)
      refuse(
        `数 ${digits.slice(0, 40)} 并非可用的整数`,
        `the number ${digits.slice(0, 40)} is no integer of use`,
      );
    return value;
  }

  private string(): string {
    const start = this.place++;
    for (;;) {
      const letter = this.text.charCodeAt(this.place);
      // The end of the text gives NaN, which is smaller than nothing.
      if (!(letter >= 0x20)) this.wrong();
      if (letter === 0x22) break;
      this.place += letter === 0x5c ? 2 : 1;
    }
    const raw = this.text.slice(start, ++this.place);
    if (!raw.includes("\\")) return raw.slice(1, -1);
    return this.unescaped(raw);
  }

  private unescaped(raw: string): string {
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      return this.wrong();
    }
    if (typeof value !== "string" || /[\ud800-\udfff]/u.test(value)) return this.wrong();
    return value;
  }

  private list(depth: number): Json {
    const values: Json[] = [];
    this.place++;
    this.skip();
    if (this.take("]")) return values;
    do {
      this.skip();
      values.push(this.value(depth + 1));
      this.skip();
    } while (this.take(","));
    return this.take("]") ? values : this.wrong();
  }

  private record(depth: number): Json {
    // Without a prototype no name means anything by itself.
    const values: Record<string, Json> = Object.create(null) as Record<string, Json>;
    this.place++;
    this.skip();
    if (this.take("}")) return values;
    do {
      this.skip();
      if (this.text[this.place] !== '"') this.wrong();
      const name = this.string();
      if (name in values)
        refuse(`字段 ${name.slice(0, 40)} 出现两次`, `the field ${name.slice(0, 40)} is there twice`);
      this.skip();
      if (!this.take(":")) this.wrong();
      this.skip();
      values[name] = this.value(depth + 1);
      this.skip();
    } while (this.take(","));
    return this.take("}") ? values : this.wrong();
  }
}
