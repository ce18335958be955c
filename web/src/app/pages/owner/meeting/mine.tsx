import { ButtonLink, Actions, Card, Notice } from "../../../../design/parts.tsx";
import { meeting as words } from "../../../../i18n/meeting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Shown } from "../../../pieces/shown.tsx";
import { useSession } from "../../../session.tsx";
import { useVoices, type OwnElector } from "../electors.ts";

/** Whom the reader may vote for, and whether they have. */
export function Mine(props: { community: string; meeting: string; state: string | null }) {
  const { t } = useSpeech();
  const session = useSession();
  const base = `/c/${props.community}/meetings/${props.meeting}`;
  return (
    <Card title={t(words.mine)}>
      {session.status === "in" ? (
        <Electors {...props} base={base} />
      ) : (
        <>
          <p>{t(words.mine_sign_in)}</p>
          <ButtonLink kind="primary" href={`/sign-in#next=${encodeURIComponent(base)}`}>
            {t(words.vote)}
          </ButtonLink>
        </>
      )}
    </Card>
  );
}

function Electors(props: { community: string; meeting: string; state: string | null; base: string }) {
  const { community, meeting, state, base } = props;
  const { t, language } = useSpeech();
  const voices = useVoices(community, meeting);
  return (
    <Shown of={voices}>
      {({ own, held }) =>
        own.length + held.length === 0 ? (
          <p>{t(words.mine_none)}</p>
        ) : (
          <>
            {own.map((elector) => (
              <Elector key={elector.elector} elector={elector} state={state} base={base} />
            ))}
            {own[0] !== undefined && (
              <p class="quiet">{language === "zh" ? own[0].silence.sentence_zh : own[0].silence.sentence}</p>
            )}
            <Actions>
              {state === "open" && (
                <ButtonLink kind="primary" href={`${base}/vote`}>
                  {t(own.some((elector) => elector.latest_ballot == null) ? words.vote : words.vote_again)}
                </ButtonLink>
              )}
              {(state === "noticed" || state === "open") && (
                <ButtonLink href={`${base}/mandates`}>{t(words.mandates)}</ButtonLink>
              )}
              {own.some(({ representation }) => representation != null) && (
                <ButtonLink href={`${base}/representation`}>{t(words.representation)}</ButtonLink>
              )}
            </Actions>
          </>
        )
      }
    </Shown>
  );
}

function Elector({ elector, state, base }: { elector: OwnElector; state: string | null; base: string }) {
  const { t } = useSpeech();
  const { latest_ballot: ballot, representation, units, matters } = elector;
  const name =
    units.length > 0
      ? t(words.units, { units: units.join(", ") })
      : t(words.elector, { id: elector.elector.slice(0, 6) });
  return (
    <div>
      <p>
        <strong>{name}</strong> · {t(words.matters_of, { count: matters.length })} ·{" "}
        {ballot != null ? (
          <>
            {t(words.voted)} <a href={`${base}/receipt/${ballot}`}>{t(words.receipt)}</a>
          </>
        ) : (
          t(state === "noticed" ? words.not_open : words.not_voted)
        )}
      </p>
      {representation?.may_vote === false && ballot == null && (
        <Notice kind="warn">
          <p>{t(words.blocked)}</p>
          <p>
            <a href={`${base}/representation`}>{t(words.why)}</a>
          </p>
        </Notice>
      )}
    </div>
  );
}
