import { asked } from "../../../../i18n/law.ts";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Pack } from "../../../office/drafting.ts";
import { kindsOf, type Kind } from "../../../office/packs.ts";
import { Source } from "../../../pieces/source.tsx";

/** What passing needs, with the article of each requirement. */
export function Needs({ pack, kind }: { pack: Pack; kind: string }) {
  const { t } = useSpeech();
  const known = kindsOf(pack).find(({ matter }) => matter.kind === kind);
  const asks = known?.asks ?? pack.classes.find(({ name }) => name === kind);
  return (
    <>
      {pack.quorum.length === 0 ? <p>{t(words.no_quorum)}</p> : <p>{t(words.quorum)}</p>}
      <Requirements of={pack.quorum} />
      {asks !== undefined && (
        <>
          <p>{t(words.approval)}</p>
          <Requirements of={asks.requires} />
        </>
      )}
      {known !== undefined && <Listing of={known} />}
    </>
  );
}

function Requirements({ of }: { of: Pack["quorum"] }) {
  const { t } = useSpeech();
  return (
    <ul>
      {of.map((own) => (
        <li key={`${own.subject} ${own.threshold}`}>
          {t(asked(own))} <Source article={own.article} verified={own.verified} />
        </li>
      ))}
    </ul>
  );
}

function Listing({ of: { matter } }: { of: Kind }) {
  const { t } = useSpeech();
  return (
    <p>
      {t(words.listed)}
      {"  "}
      <Source article={matter.article} verified={matter.verified} />
    </p>
  );
}
