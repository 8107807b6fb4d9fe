// Lines of a page: posts with their time, other facts by role, people in a post, and sections of all these.

import { addressOf } from "./address.js";
import { make, nextId } from "./build.js";
import { showEvidence } from "./evidence.js";
import { inOrder, roleLabel, say, valueLabel } from "./words.js";

/** Return words as a link to an entity's page, or as they are when there is none. */
export function linkTo(id, words, parameters = {}) {
  const address = addressOf(id, parameters);
  return address ? make("a", { href: address }, words) : words;
}

/** Return a section with a heading, or nothing when it has no rows. */
export function section(title, rows, tag = "ul", hint = "") {
  if (!rows.length) return null;
  const id = nextId("section");
  return make(
    "section",
    { "aria-labelledby": id },
    make("h2", { id }, title),
    hint && make("p", { class: "hint" }, hint),
    make(tag, { class: "lines" }, rows),
  );
}

/** Return one sentence that names what the record is silent about. */
export function silence(titles) {
  return titles.length ? make("p", { class: "silence" }, say("noneOf", { what: titles.join(say("separator")) })) : null;
}

/** Return since when and until when, or on which days it was seen: never more than the sources say. */
export function timeOf(from, until, first = "", last = "") {
  if (from && until) return say("span", { from, until });
  if (from) return say("from", { date: from });
  if (until) return say("until", { date: until });
  if (first && last && first !== last) return say("shownSpan", { from: first, until: last });
  return first || last ? say("shown", { date: first || last }) : say("unknownDates");
}

/** Return a fact by its roles; the role that the page is about is left out. */
export function factLine(line, own) {
  const roles = inOrder(line.predicate, line.values).filter(([role]) => !own.includes(line.entities[role]));
  return make(
    "li",
    { class: "line" },
    make(
      "p",
      { class: "what" },
      roles.map(([role, value]) =>
        make(
          "span",
          { class: "pair" },
          roles.length > 1 && make("span", { class: "role" }, roleLabel(line.predicate, role)),
          make("span", { class: "value" }, linkTo(line.entities[role], valueLabel(role, value))),
        ),
      ),
    ),
    showEvidence(line.evidence),
  );
}

/** Return a person in a post on a day, or the last one known. */
export function holderLine(holder, status, time) {
  return make(
    "li",
    { class: "line" },
    make(
      "p",
      { class: "what" },
      make("span", { class: "office" }, holder.post),
      " ",
      make("strong", {}, linkTo(holder.person, holder.name)),
      " ",
      status && make("span", { class: "tag" }, status),
      make("span", { class: "time" }, time),
    ),
    showEvidence(holder.evidence),
  );
}

/** Return the words for a status such as appointed or removed. */
export function statusWords(status) {
  return say(`status_${status || "current"}`);
}
