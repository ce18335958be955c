import type { ComponentChildren } from "preact";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn } from "../../within.tsx";
import { useHeld, type Held } from "./meeting.ts";

/** A page on which officers work on a meeting: what it is for, and the work once the meeting is read. */
export function HeldPage(props: {
  community: string;
  meeting: string;
  title: string;
  what: string;
  wide?: boolean;
  children(held: Held): ComponentChildren;
}) {
  const held = useHeld(props.community, props.meeting);
  return (
    <SignedIn>
      <Page title={props.title} wide={props.wide ?? false}>
        <p>{props.what}</p>
        <Shown of={held}>{props.children}</Shown>
      </Page>
    </SignedIn>
  );
}
