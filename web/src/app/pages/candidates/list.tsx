import { useLoad } from "../../../api/load.ts";
import { Actions, Card, Facts } from "../../../design/parts.tsx";
import { REFUSALS } from "../../../i18n/acts/kinds.ts";
import { candidacyStates, candidates as words } from "../../../i18n/candidates.ts";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { DocumentOf, useArchive } from "../../life/document.tsx";
import { signatureOf } from "../../life/signature.ts";
import { findText } from "../../life/text.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import type { Community } from "../../within.tsx";
import { PassOn } from "./nominate.tsx";
import type { Candidacy, Slate } from "./slate.ts";

/** Every candidate with what they say: those who may stand first, as on the ballot. */
export function CandidateList(props: {
  community: Community;
  of: Slate;
  /** The name on the ballot, where it is known. */
  name(candidate: string): string | undefined;
}) {
  const { t } = useSpeech();
  const { community, of } = props;
  const place = (candidate: string) => {
    const found = of.standing.indexOf(candidate);
    return found < 0 ? of.standing.length : found;
  };
  const sorted = of.candidacies.toSorted((a, b) => place(a.candidate) - place(b.candidate));
  return (
    <Card title={t(words.list)}>
      {sorted.length === 0 && <Empty>{t(words.none)}</Empty>}
      <ol class="list">
        {sorted.map((one) => (
          <li key={one.candidate}>
            <One community={community} call={of} of={one} name={props.name(one.candidate)} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

const DRAWN = ["ordered", "noticed", "elected"];

function One(props: { community: Community; call: Slate; of: Candidacy; name: string | undefined }) {
  const { t } = useSpeech();
  const { community, call, of, name } = props;
  const place = DRAWN.includes(call.state) ? call.standing.indexOf(of.candidate) : -1;
  const number = t(words.number, { candidate: of.candidate });
  return (
    <>
      <h3>
        {name === undefined ? number : `${name} · ${number}`}{" "}
        {of.is_own && <span class="tag">{t(words.you)}</span>}
      </h3>
      {place >= 0 && <p>{t(words.place, { place: place + 1 })}</p>}
      <Facts
        facts={[
          [t(words.stands), t(worded(candidacyStates, of.state))],
          [t(words.named_by), t(roleName(of.named_by))],
          ...(of.grounds.length === 0
            ? []
            : [
                [
                  t(words.grounds),
                  of.grounds.map((ground) => t(worded(REFUSALS, ground))).join(t(common.comma)),
                ] as const,
              ]),
          ...(of.reasons === null
            ? []
            : [
                [
                  t(words.reasons),
                  <DocumentOf community={community.community} sha256={of.reasons} />,
                ] as const,
              ]),
          [
            t(words.says),
            of.statement === null ? (
              t(words.says_nothing)
            ) : (
              <Statement community={community} call={call} of={of} sha256={of.statement} />
            ),
          ],
        ]}
      />
      {of.state === "nominated" && call.state === "gathering" && (
        <PassOn community={community.community} call={call.process} candidate={of.candidate} />
      )}
    </>
  );
}

function Statement(props: { community: Community; call: Slate; of: Candidacy; sha256: string }) {
  const { t } = useSpeech();
  const { community, sha256 } = props;
  const text = useLoad(() => findText(community.community, sha256), [community.community, sha256]);
  return (
    <Shown of={text}>
      {(text) =>
        text === null ? (
          <span class="quiet">{t(words.unpublished)}</span>
        ) : (
          <>
            <span class="text">{text}</span>
            <Publish {...props} text={text} />
          </>
        )
      }
    </Shown>
  );
}

const PUBLISHERS = ["convener", "secretary"];

/** With this an officer enters the text into the open archive, where everybody reads it. */
function Publish(props: { community: Community; call: Slate; of: Candidacy; sha256: string; text: string }) {
  const { t } = useSpeech();
  const { community, call, of, sha256 } = props;
  const roles = useRoles(community.community);
  const archive = useArchive();
  if (archive.known.has(sha256) || !anyOf(roles, ...PUBLISHERS)) return null;
  return (
    <Actions>
      <AskToSign
        title={t(words.publish)}
        facts={[[t(words.number, { candidate: of.candidate }), <span class="text">{props.text}</span>]]}
        sure={t(words.publish_sure)}
        signature={signatureOf(community, {
          noun: "archive",
          roles: PUBLISHERS,
          process: crypto.randomUUID(),
          deed: () => ({
            archive: {
              did: "enter",
              title: t(words.publish_title, { candidate: of.candidate }),
              class: "other",
              document: sha256,
              access: "open",
              days: null,
              about: call.process,
              replaces: null,
            },
          }),
        })}
        after={archive.again}
      />
    </Actions>
  );
}
