// Enumerations that may grow.

/** A value that newer servers may extend: its known literals, and any other. */
export type OrNewer<Known extends string | number> =
  | Known
  | (Known extends string ? string & {} : never)
  | (Known extends number ? number & {} : never);
