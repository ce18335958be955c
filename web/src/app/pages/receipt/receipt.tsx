import { useLoad } from "../../../api/load.ts";
import { Actions, Button, ButtonLink, Card, Notice } from "../../../design/parts.tsx";
import { payloadOf } from "../../../device/statements.ts";
import { common } from "../../../i18n/common.ts";
import { receipt as words } from "../../../i18n/receipt.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Fields } from "../../../verifier/law/fields.ts";
import { Page } from "../../pieces/page.tsx";
import { Empty, Loading, Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";
import { useFormats } from "../../within.tsx";
import { choicesIn } from "../vote/choices.ts";
import { definitionOf } from "../vote/definition.ts";
import { Said } from "../vote/said.tsx";
import { Counted } from "./counted.tsx";
import { heldOf, type Held } from "./kept.ts";
import { isForOther } from "../../../device/ballots.ts";
import { canShare, shareText } from "./share.ts";
import { Steps } from "./steps.tsx";

/** The receipt of a ballot, checked on this device, in plain words first. */
export function Receipt(props: { community: string; meeting: string; digest: string }) {
  const { community, meeting, digest } = props;
  const { t } = useSpeech();
  const session = useSession();
  const held = useLoad(
    async () => (session.status === "starting" ? undefined : heldOf(community, meeting, digest)),
    [community, meeting, digest, session.status],
  );
  const base = `/c/${community}/meetings/${meeting}`;
  return (
    <Page title={t(words.title)}>
      {session.status === "starting" ? (
        <Loading />
      ) : (
        <Shown of={held}>
          {(held) =>
            held == null ? (
              <Empty>{t(words.none)}</Empty>
            ) : held.ballot.receipt === null ? (
              <Notice kind="warn">
                <p>{t(words.on_its_way)}</p>
                <ButtonLink kind="primary" href={`${base}/vote`}>
                  {t(words.to_vote)}
                </ButtonLink>
              </Notice>
            ) : (
              <Received held={held} receipt={held.ballot.receipt} />
            )
          }
        </Shown>
      )}
      <Actions>
        <ButtonLink href={base}>{t(words.meeting)}</ButtonLink>
        <ButtonLink href={`${base}/vote`}>{t(words.others)}</ButtonLink>
      </Actions>
    </Page>
  );
}

function Received({ held, receipt }: { held: Held; receipt: string }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const { ballot, keys } = held;
  const checked = useLoad(async () => {
    const { verifyReceipt } = await import("../../../verifier/receipts.ts");
    return verifyReceipt(receipt, { ballot: ballot.statement, pinned: keys });
  }, [ballot.digest]);
  const forOther = isForOther(ballot.statement);
  const name = `quorate-receipt-${ballot.digest.slice(0, 8)}.txt`;
  return (
    <Shown of={checked}>
      {(answer) => (
        <>
          {answer.sound ? (
            <Notice kind="good">
              <p class="large">
                <strong>{t(words.recorded)}</strong>
              </p>
              <p>{t(words.recorded_what, { at: moment(answer.receivedAt ?? ballot.signedAt) })}</p>
              <p>{t(words.checked_here)}</p>
            </Notice>
          ) : (
            <Notice kind="bad">
              <p class="large">
                <strong>{t(words.not_sound)}</strong>
              </p>
              <p>{t(words.not_sound_what)}</p>
            </Notice>
          )}
          {held.replaced && <Notice kind="warn">{t(words.replaced)}</Notice>}
          {forOther && <p>{t(words.for_other)}</p>}
          <p>{t(words.share_what)}</p>
          <Actions>
            <Button kind="primary" onClick={() => void shareText(name, receipt)}>
              {t(canShare() ? words.share : words.save)}
            </Button>
            <Button onClick={() => print()}>{t(common.print)}</Button>
          </Actions>
          <Counted held={held} receipt={receipt} />
          <Voted statement={ballot.statement} community={ballot.community} />
          <details class="card" open={!answer.sound}>
            <summary>{t(words.steps)}</summary>
            <Steps answer={answer} />
          </details>
          <Card title={t(words.digest)}>
            <p class="code">{ballot.digest}</p>
            <details>
              <summary>{t(words.raw)}</summary>
              <pre class="code text">{receipt}</pre>
            </details>
          </Card>
        </>
      )}
    </Shown>
  );
}

/** What the ballot says, folded away, so that nobody who looks over a shoulder reads it, and never printed. */
function Voted({ community, statement }: { community: string; statement: string }) {
  const { t } = useSpeech();
  const ballot = new Fields(payloadOf(statement), "ballot");
  const digest = ballot.text("definition");
  const definition = useLoad(() => definitionOf(community, digest), [community, digest]);
  const choices = choicesIn(ballot.list("choices"));
  return (
    <details class="card no-print">
      <summary>{t(words.choices)}</summary>
      <Shown of={definition}>
        {({ matters }) => (
          <Said matters={matters.filter(({ matter }) => choices[matter] !== undefined)} choices={choices} />
        )}
      </Shown>
    </details>
  );
}
