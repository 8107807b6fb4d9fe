// A person's page: the portrait, and whoever else bears the name.

import { showNamesakes } from "./namesakes.js";
import { showPortrait } from "./portrait.js";

/** Return a person's page on the asked days, with the panel of namesakes, which are those of today. */
export async function showPerson(id, parameters) {
  const { portrait, parts, ...page } = await showPortrait(id, parameters);
  const { notice, panel } = showNamesakes(portrait);
  return { ...page, parts: [parts[0], notice, ...parts.slice(1), panel] };
}
