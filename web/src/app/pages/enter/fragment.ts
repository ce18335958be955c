/** What stands behind the `#` of the address, as fields; it is taken out of the address and the history at once. */
export function takeFragment(): URLSearchParams {
  const fields = new URLSearchParams(location.hash.slice(1));
  if (location.hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
  return fields;
}

/** The page of this client to go to next; an address elsewhere is not one. */
export function nextOf(fields: URLSearchParams): string | null {
  const next = fields.get("next");
  return next !== null && /^\/(?![/\\])/.test(next) ? next : null;
}

/** The community in an address of this client. */
export function communityOf(address: string): string | null {
  return /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/.exec(address.toLowerCase())?.[0] ?? null;
}
