/**
 * Checks every .cypher file below a folder with Neo4j's own language support.
 *
 *   node tools/cypher/check.mjs [FOLDER]        (graph/neo4j/cypher of this repository by default)
 *
 * A file holds one statement. Its head is comment lines; one of them names the parameters it is given:
 *
 *   // parameters: rows, id
 *
 * A parameter that is used but not named, or named but not used, is an error. Beside the files may lie a
 * schema.json with "labels", "relationshipTypes" and "propertyKeys"; then a name outside it is an error too.
 * Ours must be there: tools/cypher/schema.py writes it.
 * (The language support asks this of property keys that are read, never of those that a statement writes.)
 *
 * Exit: 0 all is well, 1 something was found (file:line:column: message), 2 the check could not run.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const OURS = join(HERE, '../../graph/neo4j/cypher');
const CYPHER = 'CYPHER 5';
const SCHEMA_KEYS = ['labels', 'relationshipTypes', 'propertyKeys'];
const UNDECLARED_PARAMETER = /^Parameter \$(.+) is not defined\.$/;

class CannotRun extends Error {}

/** @typedef {{line: number, column: number, message: string}} Finding */

async function loadLanguageSupport() {
  try {
    return await import('@neo4j-cypher/language-support');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CannotRun('the language support is not installed: npm ci --prefix tools/cypher');
  }
}

/** What the project's Neo4j can be called for; without it the language support lets unknown functions pass. */
function readCatalogue() {
  const { functions, procedures } = JSON.parse(readFileSync(join(HERE, 'catalogue.json'), 'utf8'));
  return { functions: { [CYPHER]: functions }, procedures: { [CYPHER]: procedures } };
}

function readSchema(folder) {
  const path = join(folder, 'schema.json');
  if (!existsSync(path)) {
    if (folder === OURS) throw new CannotRun(`${path} is missing: python -m tools.cypher.schema`);
    return {};
  }
  const schema = JSON.parse(readFileSync(path, 'utf8'));
  const isWhole = SCHEMA_KEYS.every((key) => Array.isArray(schema[key]));
  if (!isWhole || Object.keys(schema).length !== SCHEMA_KEYS.length) {
    throw new CannotRun(`${path}: exactly ${SCHEMA_KEYS.join(', ')} are expected, each a list`);
  }
  return schema;
}

function findCypherFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.cypher'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The parameters that the head of a file names: its comment lines up to the first line of the statement. */
function readDeclaredParameters(text) {
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() !== '' && !line.trimStart().startsWith('//')) break;
    const named = /^\s*\/\/\s*parameters:(.*)$/.exec(line);
    if (named) return named[1].split(',').map((name) => name.trim()).filter((name) => name !== '');
  }
  return [];
}

/** @returns {Finding[]} */
function checkStatement(text, schema, { lintCypherQuery, parseStatementsStrs }) {
  const findings = [];
  const declared = readDeclaredParameters(text);
  const used = new Set();
  // With no parameter known, the language support reports each one it meets: that is the list of those used.
  const { diagnostics } = lintCypherQuery(text, { ...schema, parameters: {} }, { consoleCommandsEnabled: false });
  for (const { message, range } of diagnostics) {
    const parameter = UNDECLARED_PARAMETER.exec(message);
    if (parameter) used.add(parameter[1]);
    if (parameter && declared.includes(parameter[1])) continue;
    findings.push({ line: range.start.line + 1, column: range.start.character + 1, message });
  }
  for (const name of declared.filter((each) => !used.has(each))) {
    findings.push({ line: 1, column: 1, message: `Parameter $${name} is named in the head but not used.` });
  }
  const statements = parseStatementsStrs(text).filter((each) => each.replace(/\/\/.*$/gm, '').trim() !== '');
  if (statements.length !== 1) {
    findings.push({ line: 1, column: 1, message: `A file holds one statement, this one ${statements.length}.` });
  }
  return findings;
}

async function main(folder) {
  const languageSupport = await loadLanguageSupport();
  if (!existsSync(folder)) throw new CannotRun(`${folder}: no such folder`);
  const schema = { ...readCatalogue(), ...readSchema(folder), defaultLanguage: CYPHER };
  const files = findCypherFiles(folder);
  if (files.length === 0) throw new CannotRun(`${folder}: there is no .cypher file to check`);
  let count = 0;
  for (const file of files) {
    for (const { line, column, message } of checkStatement(readFileSync(file, 'utf8'), schema, languageSupport)) {
      console.error(`${relative(process.cwd(), file)}:${line}:${column}: ${message}`);
      count += 1;
    }
  }
  console.log(`${files.length} .cypher files checked, ${count} findings`);
  return count === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(resolve(process.argv[2] ?? OURS));
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  console.error(`cannot check: ${error.message}`);
  process.exitCode = 2;
}
