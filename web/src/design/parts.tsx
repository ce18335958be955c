import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Kind = "plain" | "primary" | "danger";

/** Does something on this page. */
export function Button({
  kind = "plain",
  ...rest
}: { kind?: Kind } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...rest} class={`button ${kind}`} />;
}

/** Leads to another page. */
export function ButtonLink({
  kind = "plain",
  ...rest
}: {
  kind?: Kind;
  href: string;
  children: ComponentChildren;
  download?: string;
}) {
  return <a {...rest} class={`button ${kind}`} />;
}

/** Buttons in a row, the most likely one first. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

/** Something to be noticed. A bad one is read out at once. */
export function Notice({
  kind = "info",
  children,
}: {
  kind?: "info" | "good" | "warn" | "bad";
  children: ComponentChildren;
}) {
  return (
    <div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** A part of a page with a border around it. */
export function Card({ title, children }: { title?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="card">
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** Names and what they are. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

/** A table that scrolls by itself where it is too wide, also by keyboard. */
export function Table(props: {
  caption: string;
  head: readonly ComponentChildren[];
  rows: readonly (readonly ComponentChildren[])[];
  numbers?: readonly number[];
}) {
  const of = (column: number) => (props.numbers?.includes(column) ? "number" : "");
  return (
    <div class="scroll" role="group" aria-label={props.caption} tabIndex={0}>
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map((cell, column) =>
              cell === "" ? (
                <td key={column} />
              ) : (
                <th key={column} scope="col" class={of(column)}>
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={of(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A question in front of everything else; Escape takes it back. */
export function Dialog({
  title,
  close,
  children,
}: {
  title: string;
  close(): void;
  children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} onClose={close} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}
