// An organisation, community or place: its leadership on a day, who was last known, services, activities, numbers.

import { addressOf } from "./address.js";
import { read } from "./ask.js";
import { make, nextId } from "./build.js";
import { factLine, holderLine, section, silence, statusWords, timeOf } from "./line.js";
import { showDisagreements } from "./relations.js";
import { kindLabel, say } from "./words.js";

const FACTS = ["services", "activities", "awards", "counts", "changes", "wholes", "parts"];

/** Return the page of an institution on the asked day. */
export async function showOrganisation(id, parameters) {
  const at = parameters.get("at") || "";
  const page = await read(["organisations", id], { at });
  const others = page.names.filter((name) => name !== page.name);
  const silent = FACTS.filter((name) => !page[name].length).map((name) => say(name));
  return {
    title: say("organisation"),
    address: addressOf(page.id, { at }),
    parts: [
      make(
        "header",
        { class: "subject" },
        make("p", { class: "kicker" }, kindLabel(page.kind)),
        make("h1", { tabindex: "-1", lang: "zh-CN" }, page.name),
        others.length ? make("p", { class: "lead" }, say("alsoNamed", { names: others.join(say("separator")) })) : null,
        make("p", { class: "clock" }, say("asOf", { valid: page.as_of.valid, known: page.as_of.known.slice(0, 10) })),
        chooseDay(page, at),
      ),
      section(
        say("leadershipOn", { day: page.as_of.valid }),
        page.leadership.map((holder) =>
          holderLine(holder, standingOf(holder), timeOf(holder.valid_from, holder.valid_to, lastOf(holder))),
        ),
      ),
      page.leadership.length ? null : silence([say("leadershipOn", { day: page.as_of.valid })]),
      section(
        say("last_known"),
        page.last_known.map((known) =>
          holderLine(known, "", say("lastStated", { date: known.last_stated || say("unknownDate") })),
        ),
        "ul",
        say("lastKnownHint"),
      ),
      FACTS.filter((name) => page[name].length).map((name) =>
        section(
          say(name),
          page[name].map((line) => factLine(line, [page.id])),
        ),
      ),
      showDisagreements(page.disagreements),
      silence(silent),
    ],
  };
}

/** Return the words for a holding on the asked day: whoever has left since was in the post then. */
function standingOf(holder) {
  const hasLeft = holder.status === "removed" || holder.status === "former";
  return holder.cover === "held" && hasLeft ? say("then_held") : statusWords(holder.status);
}

/** Return the latest day on which a holder was seen in the post. */
function lastOf(holder) {
  return (
    holder.evidence
      .map((citation) => citation.stated)
      .filter(Boolean)
      .sort()
      .pop() || ""
  );
}

function chooseDay(page, at) {
  const day = make("input", { id: nextId("day"), type: "date", value: at || page.as_of.valid });
  const form = make(
    "form",
    { class: "days" },
    make("div", { class: "field" }, make("label", { for: day.id }, say("day")), day),
    make("button", { type: "submit" }, say("show")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = addressOf(page.id, { at: day.value });
  });
  return form;
}

/** Return the page of a post: everybody whom the record shows in it. */
export async function showPost(id) {
  const page = await read(["posts", id, "holders"]);
  return {
    title: say("post"),
    parts: [
      make(
        "header",
        { class: "subject" },
        make("p", { class: "kicker" }, say("post")),
        make("h1", { tabindex: "-1", lang: "zh-CN" }, `${page.organisation} ${page.post}`),
      ),
      section(
        say("holders"),
        page.holders.map((holder) =>
          holderLine(holder, standingOf(holder), timeOf(holder.valid_from, holder.valid_to, lastOf(holder))),
        ),
      ),
      page.holders.length ? null : silence([say("holders")]),
      section(
        say("last_known"),
        page.last_known.map((known) =>
          holderLine(known, "", say("lastStated", { date: known.last_stated || say("unknownDate") })),
        ),
        "ul",
        say("lastKnownHint"),
      ),
    ],
  };
}
