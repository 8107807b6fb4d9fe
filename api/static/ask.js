// Asks the service. Names travel in the body of a POST, never in an address.

/** An answer that is an error: its status and what the service says of it. */
export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function answerOf(response) {
  if (response.ok) return response.status === 204 ? null : response.json();
  let detail = "";
  try {
    detail = (await response.json()).detail || "";
  } catch (error) {
    // Not every proxy answers in JSON; the status then says enough.
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal(response.status, detail);
}

async function send(address, options) {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    throw new Refusal(0, String(error.message));
  }
  return answerOf(response);
}

/** Return the answer to a question about an id. Each part is one step of the path; empty parameters are left out. */
export function read(parts, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  const query = given.length ? `?${new URLSearchParams(given)}` : "";
  return send(`/${parts.map(encodeURIComponent).join("/")}${query}`, { method: "GET" });
}

/** Return the answer to a question that carries a body. */
export function post(path, body) {
  return send(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** Take something back. */
export function remove(parts, parameters) {
  const query = new URLSearchParams(parameters);
  return send(`/${parts.map(encodeURIComponent).join("/")}?${query}`, { method: "DELETE" });
}
