import type { KeptKey } from "../../../device/store.ts";
import type { Row } from "./rows.ts";
import type { Sentence } from "../../../i18n/words.ts";
import type { Community } from "../../within.tsx";
import type { Deed, Noun } from "../act.ts";

/** What is done to a noun: a union of its deeds. */
export type DeedOf<N extends Noun> = Deed extends infer One
  ? One extends Readonly<Record<N, infer Own>>
    ? Own
    : never
  : never;

/** The names of the deeds of a noun. */
export type Did<N extends Noun> =
  DeedOf<N> extends infer One ? (One extends { did: infer Name extends string } ? Name : never) : never;

/** The fields of one deed. */
type Payload<N extends Noun, D> = Omit<Extract<DeedOf<N>, { did: D }>, "did">;

/** Where a deed is done. */
export interface Situation<View> {
  readonly community: Community;
  /** What it is done to, as it stands; null where it begins something. */
  readonly of: View | null;
}

/** What was filled in so far, field by field. */
export type Filled = Readonly<Record<string, string | readonly Row[]>>;

/** One of the values that a field may have, in words. */
export interface Choice {
  readonly value: string;
  readonly label: Sentence;
}

/** A field of a deed: how it is filled in, and what it comes to. */
export type Field<T, View> = Given<T, View> | Line<T> | Picked<T, View> | Rows<T, View>;

/** A field that somebody fills in. */
export type Written<T, View> = Exclude<Field<T, View>, { kind: "given" }>;

/** What follows from the situation, and from who signs: nobody fills it in. */
export interface Given<T, View> {
  readonly kind: "given";
  readonly read: (situation: Situation<View>, filled: Filled, key: KeptKey) => T | Promise<T>;
  /** How it is called where it is looked at before it is signed; left out where it tells nobody anything. */
  readonly said?: ((situation: Situation<View>) => Promise<Sentence>) | undefined;
}

/** One value that is written. What it comes to is undefined until it is complete. */
export interface Line<T> {
  readonly kind: "line" | "text" | "number" | "moment" | "day" | "file" | "open_file" | "hashed" | "secret";
  readonly label?: Sentence | undefined;
  readonly hint?: Sentence | undefined;
  readonly max?: number;
  readonly optional?: boolean;
  readonly read: (text: string, community: Community) => T | undefined;
}

/** One value, or several, of those there are. */
export interface Picked<T, View> {
  readonly kind: "one" | "several";
  readonly label?: Sentence | undefined;
  readonly hint?: Sentence | undefined;
  readonly optional?: boolean;
  readonly choices: (
    situation: Situation<View>,
    filled: Filled,
  ) => readonly Choice[] | Promise<readonly Choice[]>;
  /** Of several, the values are joined by a line break. */
  readonly read: (text: string) => T | undefined;
}

/** A list, row by row. */
export interface Rows<T, View> {
  readonly kind: "rows";
  readonly label?: Sentence | undefined;
  readonly hint?: Sentence | undefined;
  readonly columns: Readonly<Record<string, Column<View>>>;
  readonly optional?: boolean;
  readonly read: (rows: readonly Row[]) => T | undefined;
}

/** A column of a list: written, or one of a few values. */
export interface Column<View> {
  readonly label: Sentence;
  readonly choices?: (situation: Situation<View>) => readonly Choice[] | Promise<readonly Choice[]>;
  readonly max?: number;
}

/** One deed: who signs it, when it fits, and what it says. */
export interface Spec<N extends Noun, D, View> {
  readonly roles: readonly string[];
  /** Where it is offered; the service decides whether it is possible. */
  readonly fits: (of: View | null) => boolean;
  readonly fields: {
    readonly [K in keyof Payload<N, D>]-?: Field<Exclude<Payload<N, D>[K], undefined>, View>;
  };
  /** What is filled in besides: the deed holds only what follows from it, such as a hash. */
  readonly beside?: Readonly<Record<string, Written<unknown, View>>>;
}

/** Every deed of a noun; null where it is not an officer's. */
export type Table<N extends Noun, View> = { readonly [D in Did<N>]: Spec<N, D, View> | null };

/** A deed whose name is not known to the compiler any more. */
export interface AnySpec<View> {
  readonly roles: readonly string[];
  readonly fits: (of: View | null) => boolean;
  readonly fields: Readonly<Record<string, Field<unknown, View>>>;
  readonly beside?: Readonly<Record<string, Written<unknown, View>>>;
}
