import { useState } from "preact/hooks";
import { problemOf } from "../../../api/problem.ts";
import { Actions, Button, ButtonLink, Notice } from "../../../design/parts.tsx";
import { keepBallot } from "../../../device/ballots.ts";
import { useDraft } from "../../../device/drafts.ts";
import type { KeptBallot, KeptKey } from "../../../device/store.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { vote as words } from "../../../i18n/vote.ts";
import { Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";
import { useKeys } from "../../within.tsx";
import type { Choices } from "./choices.ts";
import type { Definition } from "./definition.ts";
import { Paper } from "./paper.tsx";
import { Pending } from "./pending.tsx";
import { Review } from "./review.tsx";
import { isFinal, sendBallot } from "./sending.ts";
import { VoiceName } from "./voice-name.tsx";
import { ballot, type Voice } from "./voices.ts";

interface Props {
  voice: Voice;
  place: { community: string; meeting: string; roll: string; definition: Definition };
  received(digest: string): void;
  /** Goes back to the other votes, where there are others. */
  others: (() => void) | undefined;
}

/** One vote, from its choices to its receipt. */
export function Casting(props: Props) {
  const { voice, place } = props;
  const { profile } = useSession();
  const keys = useKeys(place.community);
  const isOwn = ({ thumbprint, owner }: KeptKey) =>
    owner !== null &&
    (voice.owner === null || owner === voice.owner) &&
    profile?.keys.some((key) => key.thumbprint === thumbprint && key.revoked_at == null);
  return (
    <Shown of={keys}>
      {(keys) => {
        const fitting = keys.filter(isOwn);
        return fitting.length === 0 ? <NoKey /> : <Choosing {...props} keys={fitting} />;
      }}
    </Shown>
  );
}

function NoKey() {
  const { t } = useSpeech();
  return (
    <Notice kind="warn">
      <p>
        <strong>{t(words.no_key)}</strong>
      </p>
      <p>{t(words.no_key_what)}</p>
      <ButtonLink href="/activate">{t(words.activate)}</ButtonLink>
    </Notice>
  );
}

function Choosing({ voice, place, keys, received, others }: Props & { keys: readonly KeptKey[] }) {
  const { t } = useSpeech();
  // What replaces an earlier ballot is filled in anew.
  const [draft, choose, clear] = useDraft<Choices>(`ballot:${voice.id}:${voice.latest ?? ""}`, {});
  const [isReviewed, setReviewed] = useState(false);
  const [pending, setPending] = useState<KeptBallot>();
  const choices = { ...draft, ...voice.bound };

  const cast = async (key: KeptKey) => {
    const signed = await ballot(key, voice, choices, place);
    const { community, meeting } = place;
    const kept = await keepBallot({ community, meeting, elector: voice.elector }, signed);
    try {
      await sendBallot(kept);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (isFinal(problem)) throw problem;
      setPending(kept);
      return;
    }
    clear();
    received(kept.digest);
  };
  const sent = (digest: string) => {
    clear();
    received(digest);
  };

  if (pending !== undefined) {
    return (
      <Pending
        ballot={pending}
        zone={place.definition.timeZone}
        sent={() => sent(pending.digest)}
        refused={() => setPending(undefined)}
      />
    );
  }
  if (isReviewed) {
    return <Review voice={voice} choices={choices} keys={keys} cast={cast} back={() => setReviewed(false)} />;
  }
  return (
    <>
      <VoiceName voice={voice} />
      <Paper
        definition={place.definition}
        voice={voice}
        choices={choices}
        choose={choose}
        review={() => setReviewed(true)}
      />
      {others !== undefined && (
        <Actions>
          <Button onClick={others}>{t(words.whose)}</Button>
        </Actions>
      )}
    </>
  );
}
