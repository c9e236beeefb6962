// Reads lines `[schema, JSON text]`, and prints each value's JSON once it has been a value of the generated types,
// and the value as an expression of TypeScript.
import { createInterface } from "node:readline";
import { parseJson, writeJson } from "./dist/runtime/json.js";
import { table } from "./table.mjs";

// To the compiler U+2028 and U+2029 end a line, within strings, too.
const text = (value) => JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);

function spelled(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(spelled).join(", ")}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : text(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${name === "__proto__" ? '["__proto__"]' : text(name)}: ${spelled(member)}`,
  );
  return members.length ? `{ ${members.join(", ")} }` : "{}";
}

function answer(name, text) {
  try {
    const value = parseJson(text, table[name]);
    return { text: writeJson(value, table[name]), expression: spelled(value) };
  } catch (error) {
    return { error: String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line) process.stdout.write(`${JSON.stringify(answer(...JSON.parse(line)))}\n`);
}
