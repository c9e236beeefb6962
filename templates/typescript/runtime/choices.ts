// Bodies of which a caller chooses the content type.
import { type Body, covers, type Input } from "./calls.js";

export const choices = {
  /** The first one, unless the input names a type; of a range (image/*) it is the body's own. */
  of: (...bodies: readonly Body[]) => ({ body, contentType }: Input): Body => {
    const wanted = typeof contentType === "string" ? contentType : undefined;
    const chosen = wanted === undefined ? bodies[0] : bodies.find(([type]) => covers(type, wanted));
    if (!chosen) throw new TypeError(`no body of content type ${wanted} is declared`);
    const [declared, encode] = chosen;
    const own = body instanceof Blob && body.type ? body.type : "application/octet-stream";
    return [wanted ?? (declared.includes("*") ? own : declared), encode];
  },
};
