import { Card } from "../design/parts.tsx";
import { report as words } from "../i18n/report.ts";
import { useSpeech } from "../i18n/speech.tsx";
import type { Claim, ClaimGroup, Outcome } from "../verifier/contract.ts";

/** Every claim of a report: first what does not hold, then what could not be checked, then what holds. */
export function Claims({ claims }: { claims: readonly Claim[] }) {
  const { t } = useSpeech();
  const refuted = of(claims, "finding");
  const open = of(claims, "could_not_check");
  const checked = of(claims, "checked");
  return (
    <>
      {refuted.length > 0 && (
        <Card title={t(words.findings)}>
          {grouped(refuted).map(([group, members]) => (
            <section key={group} class="refuted">
              <h3>{t(words.groups[group])}</h3>
              {members.map((claim) => (
                <Refuted key={claim.code} claim={claim} />
              ))}
              <p>
                <strong>{t(words.means)}</strong> {t(words.meanings[group])}
              </p>
            </section>
          ))}
        </Card>
      )}
      {open.length > 0 && (
        <Card title={t(words.open)}>
          {grouped(open).map(([group, members]) => (
            <section key={group}>
              <h3>{t(words.groups[group])}</h3>
              {members.map((claim) => (
                <Sentences key={claim.code} claim={claim} list={claim.open} />
              ))}
            </section>
          ))}
        </Card>
      )}
      <Card title={t(words.checked)}>
        {grouped(checked).map(([group, members]) => (
          <details key={group}>
            <summary>
              {t(words.checked_count, { group: t(words.groups[group]), count: members.length })}
            </summary>
            <ul>
              {members.map((claim) => (
                <li key={claim.code}>{t(claim.sentence)}</li>
              ))}
            </ul>
          </details>
        ))}
      </Card>
    </>
  );
}

function of(claims: readonly Claim[], outcome: Outcome): readonly Claim[] {
  return claims.filter((claim) => claim.outcome === outcome);
}

function grouped(claims: readonly Claim[]): readonly (readonly [ClaimGroup, readonly Claim[]])[] {
  const groups = new Map<ClaimGroup, Claim[]>();
  for (const claim of claims) groups.set(claim.group, [...(groups.get(claim.group) ?? []), claim]);
  return [...groups];
}

function Refuted({ claim }: { claim: Claim }) {
  const { t } = useSpeech();
  return (
    <>
      <p class="quiet">
        {t(words.claimed)} {t(claim.sentence)}
      </p>
      <p>
        <strong>{t(words.found)}</strong>
      </p>
      <ul>
        {[...claim.findings, ...claim.open].map((finding, place) => (
          <li key={place}>{t(finding)}</li>
        ))}
      </ul>
    </>
  );
}

function Sentences({ claim, list }: { claim: Claim; list: Claim["open"] }) {
  const { t } = useSpeech();
  return (
    <>
      <p class="quiet">
        {t(words.claimed)} {t(claim.sentence)}
      </p>
      <ul>
        {list.map((each, place) => (
          <li key={place}>{t(each)}</li>
        ))}
      </ul>
    </>
  );
}
