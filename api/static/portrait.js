// A person's portrait: posts along time, life, honours, what the record does not say, and the sources.

import { addressOf, addressOfDocument } from "./address.js";
import { read } from "./ask.js";
import { make, nextId } from "./build.js";
import { showEvidence } from "./evidence.js";
import { factLine, linkTo, section, silence, statusWords, timeOf } from "./line.js";
import { reasonOf, showBasis, showConcurrent, showDisagreements, showSilences, showTies } from "./relations.js";
import { say, valueLabel } from "./words.js";

const LIFE = ["born", "native_place", "education", "joined"];
const TOLD_ONLY = ["names", "study", "titles", "gender", "retired", "died"];
const FACTS = ["awards", "evaluations", "training", "activities", "belongs_to"];
const UNSPOKEN = ["evidence", "preference", "rule", "reason"];

/** Return a person's page on the asked days. */
export async function showPortrait(id, parameters) {
  const asked = { valid_at: parameters.get("valid_at") || "", known_at: parameters.get("known_at") || "" };
  const portrait = await read(["entities", id, "portrait"], asked);
  const own = [portrait.id, ...portrait.members];
  const silent = FACTS.filter((name) => !portrait[name].length);
  const latest = portrait.posts.filter((post) => post.cover === "held");
  return {
    title: say("portrait"),
    address: addressOf(portrait.id, asked),
    portrait,
    parts: [
      make(
        "header",
        { class: "subject" },
        make("p", { class: "kicker" }, say("portrait")),
        make("h1", { tabindex: "-1", lang: "zh-CN" }, portrait.name),
        latest.length
          ? make(
              "p",
              { class: "lead" },
              latest.map((post) => `${post.organisation}${post.post}`).join(say("separator")),
            )
          : null,
        chooseDays(portrait, asked),
      ),
      make(
        "section",
        { "aria-labelledby": "posts" },
        make("h2", { id: "posts" }, say("posts")),
        portrait.posts.length
          ? make("ol", { class: "lines timeline" }, portrait.posts.map(postLine))
          : make("p", { class: "silence" }, say("noneOf", { what: say("posts") })),
        showSilences(portrait.silences),
      ),
      showDisagreements(portrait.disagreements),
      showConcurrent(portrait.concurrent),
      showLife(portrait.life),
      FACTS.filter((name) => portrait[name].length).map((name) =>
        section(
          say(name),
          portrait[name].map((line) => factLine(line, own)),
        ),
      ),
      silence(silent.map((name) => say(name))),
      showTies(portrait.ties, portrait.ties_cut),
      section(say("sources"), portrait.sources.map(sourceLine)),
      showBasis(portrait.sections),
      make(
        "p",
        { class: "seal" },
        make("a", { href: `/entities/${portrait.id}/seal`, download: `${portrait.id}.json` }, say("seal")),
        " ",
        say("sealHint"),
      ),
    ],
  };
}

function chooseDays(portrait, asked) {
  const valid = make("input", { id: nextId("day"), type: "date", value: asked.valid_at });
  const known = make("input", { id: nextId("day"), type: "date", value: asked.known_at });
  const form = make(
    "form",
    { class: "days" },
    make("div", { class: "field" }, make("label", { for: valid.id }, say("validAt")), valid),
    make("div", { class: "field" }, make("label", { for: known.id }, say("knownAt")), known),
    make("button", { type: "submit" }, say("show")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = addressOf(portrait.id, { valid_at: valid.value, known_at: known.value });
  });
  return make(
    "details",
    { class: "clocks", open: Boolean(asked.valid_at || asked.known_at) },
    make(
      "summary",
      {},
      say("asOf", { valid: portrait.as_of.valid, known: portrait.as_of.known.slice(0, 10) }),
      make("span", { class: "change" }, say("otherDay")),
    ),
    form,
  );
}

function postLine(post) {
  const nature = post.nature === "full" ? "" : valueLabel("nature", post.nature);
  return make(
    "li",
    { class: `line ${post.cover === "held" ? "held" : ""}` },
    make("p", { class: "time" }, timeOf(post.valid_from, post.valid_to, post.first_stated, post.last_stated)),
    make(
      "p",
      { class: "what" },
      make(
        "span",
        { class: "office" },
        linkTo(post.organisation_id, post.organisation),
        " ",
        linkTo(post.post_id, post.post),
      ),
      " ",
      nature && make("span", { class: "tag" }, nature),
      coverTag(post),
      post.length && make("span", { class: "time" }, lengthWords(post.length)),
    ),
    showEvidence(post.evidence),
  );
}

/** Return how long a post was held, as exactly as its two dates say it. */
function lengthWords({ least, most }) {
  return least === most ? say("months", { n: most }) : say("monthsBetween", { least, most });
}

function coverTag(post) {
  const isPast = post.status === "current" || post.status === "appointed" || !post.status;
  if (post.cover === "unknown" && isPast) {
    return make("span", { class: "tag open", title: say("cover_unknown_title") }, say("cover_unknown"));
  }
  if (post.cover === "not held" && isPast) return make("span", { class: "tag" }, say("status_over"));
  return make("span", { class: post.cover === "held" ? "tag held" : "tag" }, statusWords(post.status));
}

function showLife(life) {
  return make(
    "section",
    { "aria-labelledby": "life" },
    make("h2", { id: "life" }, say("life")),
    make(
      "dl",
      { class: "life" },
      [...LIFE, ...TOLD_ONLY.filter((name) => life[name].length)].map((name) => [
        make("dt", {}, say(name)),
        life[name].length
          ? life[name].map((row) =>
              make("dd", {}, make("p", { class: "what" }, lifeWords(row)), showWeight(row), showEvidence(row.evidence)),
            )
          : make("dd", { class: "silence" }, say("notInRecord")),
      ]),
    ),
  );
}

function showWeight(row) {
  if (!row.reason) return null;
  return make("p", { class: "reason" }, say(`preference_${row.preference}`), say("colon"), reasonOf(row));
}

function lifeWords(row) {
  return Object.entries(row)
    .filter(([role, value]) => !UNSPOKEN.includes(role) && value)
    .map(([role, value]) => valueLabel(role, value))
    .join(" ");
}

function sourceLine(source) {
  return make(
    "li",
    { class: "line" },
    make(
      "p",
      { class: "what" },
      make("span", { class: "time" }, source.published || say("unknownDate")),
      " ",
      make("a", { href: addressOfDocument(source.document) }, source.title || say("untitled")),
      source.source && make("span", { class: "about" }, source.source),
    ),
  );
}

// What a merge would show is drawn in the same way.
export { FACTS, lifeWords, postLine };
