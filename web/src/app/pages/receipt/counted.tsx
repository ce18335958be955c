import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { receipt as words } from "../../../i18n/receipt.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { BallotAnswer } from "../../../verifier/contract.ts";
import { useAct } from "../../pieces/act.tsx";
import type { Held } from "./kept.ts";
import { Steps } from "./steps.tsx";

/** Looks in the public record, on this device, what became of a ballot. */
export function Counted({ held, receipt }: { held: Held; receipt: string }) {
  const { t } = useSpeech();
  const act = useAct();
  const [percent, setPercent] = useState(0);
  const [answer, setAnswer] = useState<BallotAnswer>();
  const look = () =>
    act.run(async () => {
      setAnswer(undefined);
      setPercent(0);
      const { community, meeting, statement } = held.ballot;
      const bundle = await take<ArrayBuffer>(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/bundle", {
          params: { path: { community, meeting } },
          parseAs: "arrayBuffer",
        }),
      );
      const { findBallot } = await import("../../../verifier/receipts.ts");
      const known = { ballot: statement, others: held.others, pinned: held.keys };
      setAnswer(await findBallot(new Uint8Array(bundle), receipt, { ...known, progress: setPercent }));
    });
  return (
    <Card title={t(words.counted)}>
      <p>{t(words.counted_what)}</p>
      {act.busy && <p role="status">{t(words.looking, { percent })}</p>}
      {act.outcome}
      {answer && (
        <>
          <Notice kind={answer.sound ? "good" : "bad"}>
            <p>
              <strong>{t(answer.sound ? words.counted_sound : words.not_sound)}</strong>
            </p>
            {isBeforeCount(answer) && <p>{t(words.not_counted_yet)}</p>}
            {!answer.sound && <p>{t(words.not_sound_what)}</p>}
            {answer.replacedBy !== null && <p>{t(words.replaced)}</p>}
          </Notice>
          <Steps answer={answer} />
          {answer.steps.some(({ outcome }) => outcome === "could_not_check") && (
            <p class="quiet">{t(words.open_left)}</p>
          )}
        </>
      )}
      <Actions>
        <Button kind="primary" disabled={act.busy} onClick={() => void look()}>
          {t(words.look)}
        </Button>
      </Actions>
    </Card>
  );
}

/** Whether the bundle ends before the count, so that less could be looked at than later. */
function isBeforeCount({ steps }: BallotAnswer): boolean {
  return steps.some(({ code, outcome }) => code === "accounted" && outcome === "could_not_check");
}
