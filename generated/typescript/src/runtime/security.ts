// Security schemes: how the secrets that a client is given are sent.
import type { Credentials } from "./calls.js";
import type { ParameterSpec } from "./parameters.js";

/** A token, an API key, or "user:password"; or how to get it anew for each call. */
export type Secret = string | (() => string | Promise<string>);
export type Secrets = { readonly [scheme: string]: Secret | undefined };

/** How a security scheme's secret is sent. */
export interface SchemeSpec {
  readonly in: ParameterSpec["in"];
  readonly name: string;
  readonly prefix?: string;
  readonly base64?: boolean;
}

export function credentials(schemes: { readonly [key: string]: SchemeSpec }, secrets: Secrets): Credentials {
  return async (security) => {
    const met = security.find((all) => all.length > 0 && all.every((key) => secrets[key] !== undefined)) ?? [];
    const found = met.map(async (key): Promise<[string, string, ParameterSpec][]> => {
      const [scheme, secret] = [schemes[key], secrets[key]];
      if (!scheme || secret === undefined) return [];
      const text = typeof secret === "string" ? secret : await secret();
      return [[scheme.name, `${scheme.prefix ?? ""}${scheme.base64 ? base64(text) : text}`, scheme]];
    });
    return (await Promise.all(found)).flat();
  };
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}
