/** Why plain data does not have the shape it must have: where, and what is wrong there. */
export class Misshapen extends Error {
  readonly place: string;

  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`);
    this.name = "Misshapen";
    this.place = place;
  }
}

/** Whether a value is a table: an object that is neither a list nor a date. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A table of plain data, read field by field; whatever is not as asked for throws [`Misshapen`]. */
export class Fields {
  readonly place: string;
  private readonly table: Readonly<Record<string, unknown>>;

  constructor(value: unknown, place: string) {
    if (!isTable(value)) throw new Misshapen(place, "is no table");
    this.table = value;
    this.place = place;
  }

  /** The names of its fields. */
  names(): readonly string[] {
    return Object.keys(this.table);
  }

  /** Refuses every field that is not among these. */
  only(...names: readonly string[]): this {
    const other = this.names().find((name) => !names.includes(name));
    if (other !== undefined) throw new Misshapen(this.path(other), "is no field");
    return this;
  }

  has(name: string): boolean {
    return this.table[name] !== undefined;
  }

  /** A field as it is; `undefined` where it is missing. */
  raw(name: string): unknown {
    return this.table[name];
  }

  text(name: string): string {
    const value = this.table[name];
    return typeof value === "string" ? value : this.refuse(name, "is no text");
  }

  textOrNull(name: string): string | null {
    return this.table[name] === null ? null : this.text(name);
  }

  /** A whole number that is not negative. */
  whole(name: string): number {
    const value = typeof this.table[name] === "bigint" ? Number(this.table[name]) : this.table[name];
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
      ? value
      : this.refuse(name, "is no whole number");
  }

  flag(name: string): boolean {
    const value = this.table[name];
    return typeof value === "boolean" ? value : this.refuse(name, "is neither true nor false");
  }

  flagOrNull(name: string): boolean | null {
    return this.table[name] === null ? null : this.flag(name);
  }

  list(name: string): readonly unknown[] {
    const value: unknown = this.table[name];
    return Array.isArray(value) ? value : this.refuse(name, "is no list");
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) =>
      typeof value === "string" ? value : this.refuse(name, "is no list of texts"),
    );
  }

  fields(name: string): Fields {
    return new Fields(this.table[name], this.path(name));
  }

  /** The table of a field that may be left out. */
  maybe(name: string): Fields | null {
    return this.has(name) ? this.fields(name) : null;
  }

  /** Tables of a list; none where it is left out. */
  each(name: string): readonly Fields[] {
    if (!this.has(name)) return [];
    return this.list(name).map((value, number) => new Fields(value, `${this.path(name)}[${number}]`));
  }

  private path(name: string): string {
    return this.place === "" ? name : `${this.place}.${name}`;
  }

  private refuse(name: string, reason: string): never {
    throw new Misshapen(this.path(name), this.has(name) ? reason : "is missing");
  }
}
