import { Actions } from "../../../design/parts.tsx";
import { petitions as words } from "../../../i18n/petitions.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { components } from "../../../api/schema.d.ts";
import { latestRegister } from "../../life/register.ts";
import { signatureOf } from "../../life/signature.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import type { Community } from "../../within.tsx";
import type { PetitionShown } from "./petition.tsx";

type Act = components["schemas"]["PetitionAct"];
type Did = "support" | "withdraw" | "object" | "retract" | "submit" | "abandon";

/** What an owner can do about a petition while it is signed. */
export function PetitionDeeds(props: {
  community: Community;
  of: PetitionShown;
  text: string;
  after(): void;
}) {
  const { t } = useSpeech();
  const { community, of, after } = props;
  if (of.state !== "collecting") return null;
  const deeds: readonly { did: Did; title: string; sure: string }[] = [
    ...(of.own === null || of.own === "co_owner_supports"
      ? [{ did: "support" as const, title: t(words.sign), sure: t(words.sign_sure) }]
      : []),
    ...(of.own === "co_owner_supports"
      ? [{ did: "object" as const, title: t(words.object), sure: t(words.object_sure) }]
      : []),
    ...(of.own === "objects"
      ? [{ did: "retract" as const, title: t(words.retract), sure: t(words.retract_sure) }]
      : []),
    ...(of.own === "supports" && of.support.is_enough
      ? [{ did: "submit" as const, title: t(words.submit), sure: t(words.submit_sure) }]
      : []),
    ...(of.own === "supports"
      ? [{ did: "withdraw" as const, title: t(words.withdraw), sure: t(words.withdraw_sure) }]
      : []),
    ...(of.own === "supports" && of.support.heads <= 1
      ? [{ did: "abandon" as const, title: t(words.abandon), sure: t(words.abandon_sure) }]
      : []),
  ];
  return (
    <Actions>
      {deeds.map(({ did, title, sure }) => (
        <AskToSign
          key={did}
          title={title}
          facts={did === "support" ? [[t(words.text), <span class="text">{props.text}</span>]] : []}
          sure={sure}
          primary={did === "support" || did === "submit"}
          danger={did === "abandon"}
          signature={signatureOf(community, {
            noun: "petition",
            roles: ["owner"],
            process: of.process,
            deed: async () => ({ petition: await act(did, community.community, of.text) }),
          })}
          after={after}
        />
      ))}
    </Actions>
  );
}

async function act(did: Did, community: string, text: string): Promise<Act> {
  if (did === "support") return { did, text, register: await latestRegister(community) };
  if (did === "submit") return { did, register: await latestRegister(community) };
  return { did };
}
