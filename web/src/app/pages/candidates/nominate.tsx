import { useRef, useState } from "preact/hooks";
import { Problem } from "../../../api/problem.ts";
import { Field } from "../../../design/forms.tsx";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import {
  forgetNomination,
  keepNomination,
  keptNomination,
  nominationCode,
  nominationFragment,
  type Nomination,
} from "../../../device/nominations.ts";
import { freshSalt } from "../../../device/salts.ts";
import { digestOf } from "../../../device/statements.ts";
import { candidates as words } from "../../../i18n/candidates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { handIn } from "../../life/act.ts";
import { latestRegister } from "../../life/register.ts";
import { signatureOf } from "../../life/signature.ts";
import { Deed } from "../../pieces/deed.tsx";
import { useKeys, type Community } from "../../within.tsx";
import { freshCandidate, type Slate } from "./slate.ts";

const NOMINATORS = ["owner", "residents_committee", "supervisor"];

/** The form with which somebody else is nominated: the record has a salted hash of who it is. */
export function Nominate({ community, of, after }: { community: Community; of: Slate; after(): void }) {
  const { t } = useSpeech();
  const { community: id } = community;
  const [written, change, clear] = useDraft(`nominate ${of.process}`, "");
  const made = useRef<Nomination>(undefined);
  const owner = written.trim();
  return (
    <Deed
      title={t(words.nominate)}
      what={t(words.nominate_what)}
      review={[[t(words.owner), owner]]}
      sure={t(words.nominate_sure)}
      ready={owner !== ""}
      done={t(words.nominated)}
      signature={signatureOf(community, {
        noun: "candidacy",
        roles: NOMINATORS,
        process: of.process,
        deed: async () => {
          const named = { candidate: await freshCandidate(id, of.process), salt: freshSalt() };
          // The answer may be lost while the nomination stands; without its salt nobody could accept it.
          keepNomination(of.process, named);
          made.current = named;
          const nominee = await digestOf({ ...named, owner });
          const register = await latestRegister(id);
          return { candidacy: { did: "nominate", candidate: named.candidate, nominee, register } };
        },
        send: async (statement) => {
          try {
            return await handIn(id, "candidacy", statement);
          } catch (thrown) {
            const refused = thrown instanceof Problem && thrown.document.status >= 400;
            if (refused && made.current !== undefined) forgetNomination(of.process, made.current);
            throw thrown;
          }
        },
      })}
      after={() => {
        clear();
        after();
      }}
    >
      <Field label={t(words.owner)} value={written} maxLength={64} spellcheck={false} change={change} />
    </Deed>
  );
}

/** What the user is called in the register, for others who want to nominate them. */
export function OwnNumber({ community }: { community: string }) {
  const { t } = useSpeech();
  const keys = useKeys(community);
  const owners = [...new Set(keys.data?.flatMap(({ owner }) => owner ?? []))];
  if (owners.length === 0) return null;
  return (
    <Card>
      {owners.map((owner) => (
        <p key={owner}>
          <strong>{t(words.own_number, { owner })}</strong>
        </p>
      ))}
      <p>{t(words.own_number_what)}</p>
    </Card>
  );
}

/** A nomination that was made on this device, to be passed on to whoever it names. */
export function PassOn(props: { community: string; call: string; candidate: string }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState(false);
  const nomination = keptNomination(props.call, props.candidate);
  if (nomination === null) return null;
  const share = async () => {
    const page = `${location.origin}/c/${props.community}/candidacies/${props.call}`;
    const url = page + nominationFragment(nomination);
    if ("share" in navigator) {
      // Whoever closes the sheet of the telephone changed their mind; nothing went wrong.
      await navigator.share({ title: t(words.named), url }).catch(() => undefined);
    } else {
      await (navigator as Navigator).clipboard.writeText(url);
      setCopied(true);
    }
  };
  return (
    <div class="no-print">
      <p>{t(words.pass_on)}</p>
      <p>
        {t(words.code)}: <span class="code">{nominationCode(nomination)}</span>
      </p>
      {copied && <Notice kind="good">{t(words.copied)}</Notice>}
      <Actions>
        <Button onClick={() => void share()}>{t(words.share)}</Button>
      </Actions>
    </div>
  );
}
