// The page: finds what the address asks for, shows it, and answers when that fails.

import { readAddress } from "./address.js";
import { announce, fill, make } from "./build.js";
import { reveal, showDocument } from "./document.js";
import { leadToStatement, showEntity } from "./entity.js";
import { showSameName, showWaiting } from "./namesakes.js";
import { showOrganisation, showPost } from "./organisation.js";
import { showPerson } from "./person.js";
import { showSearch } from "./search.js";
import { currentLanguage, hasWords, loadOntology, say, switchLanguage } from "./words.js";

const PAGES = {
  person: ([id], parameters) => showPerson(id, parameters),
  organisation: ([id], parameters) => showOrganisation(id, parameters),
  post: ([id]) => showPost(id),
  entity: ([id]) => showEntity(id),
  document: ([id, statement]) => showDocument(id, statement || ""),
  statement: ([id]) => leadToStatement(id),
};
const LISTS = { namesakes: showSameName, waiting: showWaiting };

const main = document.getElementById("main");
let asked = 0;

function dress() {
  document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
  for (const id of ["brand", "motto", "skip", "colophon", "language", "waiting"])
    document.getElementById(id).textContent = say(id);
  document.getElementById("language").lang = currentLanguage() === "zh" ? "en" : "zh-CN";
}

async function find() {
  const {
    parts: [name, ...rest],
    parameters,
  } = readAddress();
  await loadOntology();
  if (name in LISTS) return LISTS[name]();
  return name in PAGES && rest.length ? PAGES[name](rest, parameters) : showSearch();
}

async function show() {
  asked += 1;
  const mine = asked;
  main.setAttribute("aria-busy", "true");
  let page;
  try {
    page = await find();
  } catch (error) {
    page = explainFailure(error);
  }
  // A slower answer to an older question must not overwrite a newer one.
  if (mine !== asked) return;
  if (page.redirect) {
    location.replace(page.redirect);
    return;
  }
  main.removeAttribute("aria-busy");
  // The title stays general: titles are kept in the browser's history, where no name belongs.
  document.title = `${page.title} · ${say("brand")}`;
  if (page.address) history.replaceState(null, "", page.address);
  fill(main, page.parts);
  scrollTo(0, 0);
  if (page.focus && page.focus.matches("mark")) reveal(page.focus);
  else (page.focus || main.querySelector("h1")).focus({ preventScroll: true });
}

function explainFailure(error) {
  if (error.status === undefined) throw error;
  const title = hasWords(`error${error.status}`) ? say(`error${error.status}`) : say("error");
  const hint = hasWords(`error${error.status}Hint`) ? say(`error${error.status}Hint`) : error.message;
  announce(title);
  return { title, parts: [make("h1", { tabindex: "-1" }, title), make("p", { class: "trouble" }, hint)] };
}

document.getElementById("language").addEventListener("click", () => {
  switchLanguage();
  dress();
  show();
});
document.getElementById("skip").addEventListener("click", (event) => {
  // The address belongs to the pages; the link only moves the focus.
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", show);
dress();
show();
