// Any other entry: a service, an award, an activity, with what stands next to it.

import { addressOf, addressOfDocument, addressOfStatement } from "./address.js";
import { read } from "./ask.js";
import { make } from "./build.js";
import { linkTo, section, silence } from "./line.js";
import { kindLabel, predicateLabel, say } from "./words.js";

/** Return the page of an entry. */
export async function showEntity(id) {
  const [entity, { neighbours }] = await Promise.all([read(["entities", id]), read(["entities", id, "adjacent"])]);
  const others = entity.names.filter((name) => name !== entity.name);
  return {
    title: say("entity"),
    address: addressOf(entity.id),
    parts: [
      make(
        "header",
        { class: "subject" },
        make("p", { class: "kicker" }, kindLabel(entity.kind)),
        make("h1", { tabindex: "-1", lang: "zh-CN" }, entity.name),
        others.length ? make("p", { class: "lead" }, say("alsoNamed", { names: others.join(say("separator")) })) : null,
      ),
      section(say("neighbours"), neighbours.map(neighbourLine)),
      neighbours.length ? null : silence([say("neighbours")]),
    ],
  };
}

function neighbourLine(neighbour) {
  return make(
    "li",
    { class: "line" },
    make(
      "p",
      { class: "what" },
      make("span", { class: "role" }, predicateLabel(neighbour.predicate)),
      linkTo(neighbour.id, neighbour.name),
      make(
        "span",
        { class: "source about" },
        kindLabel(neighbour.kind),
        make(
          "a",
          {
            href: addressOfStatement(neighbour.statement),
            "aria-label": `${say("evidence")}${say("colon")}${neighbour.name}`,
          },
          say("evidence"),
        ),
      ),
    ),
  );
}

/** Return the way to the document in which a statement stands. */
export async function leadToStatement(id) {
  const { evidence } = await read(["statements", id, "evidence"]);
  return { redirect: addressOfDocument(evidence.document, id) };
}
