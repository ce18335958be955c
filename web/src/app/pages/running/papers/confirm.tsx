import { api, JOSE, take } from "../../../../api/client.ts";
import { papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import type { Signature } from "../../../pieces/signing.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { signedAbout } from "../signed.ts";

const ADDRESSES = {
  assistances: "/api/v1/communities/{community}/meetings/{meeting}/assistances/{statement}/confirmations",
  successions: "/api/v1/communities/{community}/meetings/{meeting}/successions/{statement}/confirmations",
} as const;

const OFFICERS = [
  "scrutineer",
  "supervisor",
  "residents_committee",
  "convener",
  "secretary",
  "chair",
  "member",
  "trustee",
] as const;

/** The second person's signature under what an officer recorded. */
export function ConfirmActing(props: {
  of: Held;
  what: keyof typeof ADDRESSES;
  digest: string;
  review: Signature["facts"];
  again(): void;
}) {
  const { t } = useSpeech();
  const { of, digest } = props;
  return (
    <Deed
      title={t(words.confirm)}
      review={props.review}
      done={t(words.confirmed)}
      after={props.again}
      signature={signedAbout(
        of,
        OFFICERS,
        "acting-confirmation",
        (key) => ({ statement: digest, role: key.role }),
        (body) =>
          take<unknown>(
            api.POST(ADDRESSES[props.what], {
              params: { path: { ...placeOf(of).path, statement: digest } },
              body,
              parseAs: "text",
              ...JOSE,
            }),
          ),
      )}
    />
  );
}
