import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { api, take } from "../../api/client.ts";
import { save } from "../../api/file.ts";
import { useLoad } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import { Button } from "../../design/parts.tsx";
import { texts as words } from "../../i18n/texts.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useAct } from "../pieces/act.tsx";
import { useRoles } from "../officer.ts";

type Archived = components["schemas"]["ArchiveView"];

interface KnownArchive {
  /** Every document by its hash. */
  readonly known: ReadonlyMap<string, Archived>;
  /** Reads the archive again, after something was entered. */
  again(): void;
}

const Archive = createContext<KnownArchive>({ known: new Map(), again: () => undefined });

/** Reads the archive once, so that what is named inside by a hash can be called by its title. */
export function WithArchive(props: { community: string; children: ComponentChildren }) {
  const { community } = props;
  const archive = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/archive", { params: { path: { community } } })),
    [community],
  );
  const known = new Map(archive.data?.map((one) => [one.document, one]));
  return <Archive.Provider value={{ known, again: archive.again }}>{props.children}</Archive.Provider>;
}

/** The archive as it was read around. */
export function useArchive(): KnownArchive {
  return useContext(Archive);
}

/** A document that the record names by its hash: what it is called, and the file where one may have it. */
export function DocumentOf({ community, sha256 }: { community: string; sha256: string }) {
  const found = useArchive().known.get(sha256);
  return found === undefined ? (
    <KeptFile community={community} sha256={sha256} />
  ) : (
    <ArchivedFile community={community} of={found} />
  );
}

/** A file that no document of the archive names: those in office may have it where it is kept, others once it is entered. */
function KeptFile({ community, sha256 }: { community: string; sha256: string }) {
  const { t } = useSpeech();
  const act = useAct();
  const start = sha256.slice(0, 12);
  const bring = () => save(`/api/v1/communities/${community}/archive/files/${sha256}`, start);
  return (
    <>
      <span class="quiet">{t(words.elsewhere, { sha256: start })}</span>{" "}
      {useOffice(community) && (
        <Button disabled={act.busy} onClick={() => void act.run(bring)}>
          {t(words.save_document)}
        </Button>
      )}
      {act.outcome}
    </>
  );
}

function useOffice(community: string): boolean {
  return [...useRoles(community)].some((role) => role !== "owner");
}

/** A document of the archive, with a button that saves it where one may. */
export function ArchivedFile({ community, of }: { community: string; of: Archived }) {
  const { t } = useSpeech();
  const act = useAct();
  const officer = useOffice(community);
  const readable = officer || (of.access === "open" && of.state !== "withdrawn");
  const bring = () =>
    save(`/api/v1/communities/${community}/archive/files/${of.document}`, of.title + ending(of.media_type));
  return (
    <>
      {of.title}{" "}
      {readable ? (
        <Button disabled={act.busy} onClick={() => void act.run(bring)}>
          {t(words.save_document)}
        </Button>
      ) : (
        <span class="tag">{t(words.sealed)}</span>
      )}
      {act.outcome}
    </>
  );
}

const ENDINGS: Readonly<Record<string, string>> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "text/plain": ".txt",
};

function ending(type: string): string {
  return ENDINGS[type] ?? "";
}
