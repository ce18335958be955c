import { useEffect } from "preact/hooks";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import type { KeptBallot } from "../../../device/store.ts";
import { vote as words } from "../../../i18n/vote.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { isFinal, sendBallot } from "./sending.ts";

/** A ballot that was signed and has no receipt yet: its bytes are sent again, by hand or once the network is back. */
export function Pending(props: { ballot: KeptBallot; zone: string; sent(): void; refused(): void }) {
  const { ballot, zone, sent, refused } = props;
  const { t, formats } = useSpeech();
  const act = useAct();
  const send = () =>
    act.run(async () => {
      await sendBallot(ballot);
      sent();
    });
  useEffect(() => {
    const again = () => void send();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  if (act.problem !== undefined && isFinal(act.problem)) {
    return (
      <>
        <Notice kind="bad">{t(words.refused)}</Notice>
        {act.outcome}
        <Actions>
          <Button onClick={refused}>{t(words.back)}</Button>
        </Actions>
      </>
    );
  }
  return (
    <Card title={t(words.pending)}>
      <p>{t(words.pending_what, { at: formats(zone).moment(ballot.signedAt) })}</p>
      {act.outcome}
      <Actions>
        <Button kind="primary" disabled={act.busy} onClick={() => void send()}>
          {t(act.busy ? words.casting : words.go_on)}
        </Button>
      </Actions>
    </Card>
  );
}
