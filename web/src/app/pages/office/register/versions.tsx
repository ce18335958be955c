import { api, take } from "../../../../api/client.ts";
import { useLoad, type Loaded } from "../../../../api/load.ts";
import { everyPage } from "../../../../api/pages.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Table } from "../../../../design/parts.tsx";
import { register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { useCommunity } from "../../../within.tsx";

type Version = components["schemas"]["VersionView"];

/** The versions of a community's register, the first first. */
export function useVersions(community: string): Loaded<Version[]> {
  const address = "/api/v1/communities/{community}/register/versions";
  return useLoad(
    () =>
      everyPage((cursor) => {
        const query = cursor === undefined ? { limit: 200 } : { limit: 200, cursor };
        return take(api.GET(address, { params: { path: { community }, query } }));
      }),
    [community],
  );
}

/** What was imported when, the latest first, with the digest that the public record names. */
export function Versions({ of, community }: { of: Loaded<Version[]>; community: string }) {
  const { t, formats } = useSpeech();
  const { moment } = formats(useCommunity(community).data?.time_zone);
  return (
    <Shown of={of}>
      {(versions) =>
        versions.length === 0 ? (
          <Empty>{t(words.no_versions)}</Empty>
        ) : (
          <Table
            caption={t(words.versions)}
            head={[t(words.version), t(words.imported_at), t(words.digest)]}
            numbers={[0]}
            rows={versions
              .toReversed()
              .map(({ version, imported_at, document }) => [
                version,
                moment(imported_at),
                <span class="code">{document}</span>,
              ])}
          />
        )
      }
    </Shown>
  );
}
