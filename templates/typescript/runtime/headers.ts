// Response headers of a contract that declares some.

/** Response headers whose names the contract declares. */
export interface TypedHeaders<Required extends string, Optional extends string = never> extends Headers {
  get(name: Required): string;
  get(name: Optional): string | null;
  get(name: string): string | null;
}
