// Addresses inside the page. They carry ids and dates only, never a name: addresses end up in histories.

const PAGES = {
  person: "person",
  organisation: "organisation",
  community: "organisation",
  place: "organisation",
  grid: "organisation",
  post: "post",
  household: "",
  case: "",
};

function join(parts, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  const query = given.length ? `?${new URLSearchParams(given)}` : "";
  return `#/${parts.map(encodeURIComponent).join("/")}${query}`;
}

/** Return the address of an entity's page, "" for those that have none; an id begins with its kind. */
export function addressOf(id, parameters = {}) {
  if (!id) return "";
  const kind = id.split("-")[0];
  const page = kind in PAGES ? PAGES[kind] : "entity";
  return page && join([page, id], parameters);
}

/** Return the address of a document with one statement chosen. */
export function addressOfDocument(document, statement = "") {
  return join(statement ? ["document", document, statement] : ["document", document]);
}

/** Return the address of wherever a statement stands. */
export function addressOfStatement(statement) {
  return join(["statement", statement]);
}

/** Return the address of a page of several people; which ones, the page remembers: a name is no part of it. */
export function addressOfList(name) {
  return join([name]);
}

/** Go to an address, also to the one that is open: it is then read anew. */
export function reopen(address) {
  if (location.hash === address) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = address;
}

/** Return the parts and parameters of the address that is open now. */
export function readAddress() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return {
    parts: path.split("/").filter(Boolean).map(decodeURIComponent),
    parameters: new URLSearchParams(query || ""),
  };
}
