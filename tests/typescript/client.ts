// A program that uses generated clients as an app does: prints what each call came to, by name, as one JSON object.
import { ApiClient, FailedResponse, retry, type StatusResult, UnexpectedResponse, type Wide } from "../echo/src/index.js";
import { ApiClient as Chat, ChannelClosed, type RoomIncoming } from "../chatroom/src/index.js";
import { ApiClient as Texts } from "../texts/src/index.js";

declare const process: { argv: string[] };
const [, , server = "", socket = ""] = process.argv;
const client = new ApiClient({ server, secrets: { bearer: async () => "tok" } });
const texts = new Texts({ server });
const huge = 9007199254740993n;

const wide: Wide = {
  id: huge,
  text: '\0quoted "1234567890123456789" \\',
  ratio: 0.12345678901234568,
  list: [1n, -9223372036854775808n],
  map: { a: huge, "\0b": 2n },
  pair: ["1", huge],
  parent: { id: 3n, parent: null },
  choice: huge,
  shape: { type: "square", side: huge },
};

async function collected<Item>(items: AsyncIterable<Item>, end = Infinity): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) if (found.push(item) >= end) break;
  return found;
}

async function thrown(promise: Promise<unknown>): Promise<string> {
  return promise.then(String, (error: Error) => error.name);
}

/** Narrowing by `ok` and `status`: this function compiles because the cases are told apart. */
function told(result: StatusResult): unknown {
  if (result.ok) return result.status === 200 ? result.data.toUpperCase() : result.data === undefined;
  switch (result.status) {
    case 404:
      return [result.status, result.response.status, result.error.title];
    case "5XX":
      return [result.status, result.response.status, result.error instanceof Blob ? "bytes" : result.error.title];
    case "unexpected":
      return [result.error instanceof UnexpectedResponse, result.error.status, result.error.body];
  }
}

const checks: { readonly [name: string]: () => Promise<unknown> } = {
  parameters: () =>
    client.echo
      .parameters({
        simple: huge,
        list: ["a/b", "c d", "é,"],
        label: "l?",
        labels: [1, 2],
        matrix: [3, 4],
        object: { x: 5, y: "=" },
        form: [1, 2],
        joined: ["a", "b&c"],
        spaces: ["d", "e"],
        pipes: ["f", "g"],
        deep: { x: 6, y: "]" },
        exploded: { x: 7 },
        asJson: { id: huge },
        "filter[name]": "+ &",
        reserved: "a/b?c=d&e",
        query_simple: true,
        "X-Trace": "t 1",
        "X-List": [8, 9],
        tracking: "c;k",
      })
      .orThrow(),
  json: () => client.echo.body({ body: { id: huge, ratio: 0.5 } }).orThrow(),
  form: () =>
    client.echo
      .body({
        body: { name: "a b&é", tags: ["x", "y"], numbers: [1, 2], point: { x: 1 } },
        contentType: "application/x-www-form-urlencoded",
      })
      .orThrow(),
  multipart: () =>
    client.echo
      .body({
        body: {
          file: new File(["\0bytes"], 'na"me.bin', { type: "image/png" }),
          about: { id: huge },
          labels: ["one", "two"],
        },
        contentType: "multipart/form-data",
      })
      .orThrow(),
  text: () => client.echo.body({ body: "héllo", contentType: "text/plain" }).orThrow(),
  lines: () => client.echo.body({ body: [{ id: huge }, { id: 1n }], contentType: "application/jsonl" }).orThrow(),
  binary: () =>
    client.echo.body({ body: new Uint8Array([1, 2, 3]), contentType: "application/octet-stream" }).orThrow(),
  wide: async () => {
    const result = await client.echo.wide({ body: wide });
    if (!result.ok) throw result.error;
    const count: string = result.headers.get("X-Count");
    return [count, result.data];
  },
  narrowInteger: () => client.echo.wide({ body: { id: 1n, later: 12345678901234567890n } as Wide }).orThrow(),
  wideText: () => texts.echo.wide({ body: { id: "9007199254740993", text: "9007199254740993" } }).orThrow(),
  streamedLines: async () => collected(await client.streams.lines().orThrow()),
  lost: async () => thrown(collected(await client.streams.events({ headers: { "X-Run": "lost" } }).orThrow())),
  resumed: async () => {
    const options = { headers: { "X-Run": "resumed" }, reconnect: { attempts: 2, delayMs: 1 } };
    const events = await client.streams.events(options).orThrow();
    return [await collected(events), events.lastEventId];
  },
  broken: async () => collected(await client.streams.events({ lastEventId: "4" }).orThrow(), 1),
  success: async () => told(await client.answers.status({ code: 200 })),
  empty: async () => told(await client.answers.status({ code: 204 })),
  declared: async () => told(await client.answers.status({ code: 404 })),
  ranged: async () => told(await client.answers.status({ code: 503 })),
  undeclared: async () => told(await client.answers.status({ code: 418 })),
  wrongType: async () => told(await client.answers.status({ code: 500 })),
  thrown: () =>
    client.answers
      .status({ code: 404 })
      .orThrow()
      .catch((error: FailedResponse) => [error instanceof FailedResponse, error.result.status]),
  timeout: () => thrown(client.answers.slow({ timeoutMs: 30 })),
  abort: () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    return thrown(client.answers.slow({ signal: controller.signal }));
  },
  unreachable: () => thrown(new ApiClient({ server: "http://127.0.0.1:1" }).answers.slow()),
  dots: () => thrown(client.echo.parameters({ simple: 1n, list: [".."], label: "", labels: [], matrix: [], object: {} })),
  bearer: () => client.echo.secret().orThrow(),
  both: () => new ApiClient({ server, secrets: { key: "k&", login: "né:pw" } }).echo.secret().orThrow(),
  cookie: () => new ApiClient({ server, secrets: { bearer: "no", cookie: "c=1" } }).echo.secret().orThrow(),
  middleware: async () => {
    const seen: string[] = [];
    const tried = new ApiClient({
      server: `${server}/`,
      headers: { "X-All": "1" },
      middleware: [
        async (request, next) => {
          seen.push("out", request.headers.get("X-All") ?? "");
          return next(new Request(request, { headers: { "X-Run": "changed" } }));
        },
        async (request, next) => {
          const response = await next(request);
          seen.push("in", String(response.status), request.headers.get("X-Run") ?? "");
          return response;
        },
      ],
      fetch: async (request) => {
        seen.push("fetch");
        return fetch(request);
      },
    });
    await tried.answers.status({ code: 204 });
    return seen;
  },
  retried: async () => {
    const seen: string[] = [];
    const counted = async (request: Request) => {
      seen.push(request.method);
      if (seen.length === 1) throw new TypeError("lost");
      return fetch(request);
    };
    const tried = new ApiClient({ server, middleware: [retry({ attempts: 2, delayMs: 1 })], fetch: counted });
    const get = await tried.answers.status({ code: 503 });
    return [get.ok, seen.length, await thrown(tried.echo.wide({ body: wide })), seen.length];
  },
  retriedNever: () => {
    const lost = async () => Promise.reject(new TypeError("lost"));
    const tried = new ApiClient({ server, middleware: [retry({ attempts: 2, delayMs: 1e6 })], fetch: lost });
    return Promise.all([
      thrown(tried.echo.wide({ body: wide })),
      thrown(tried.answers.status({ code: 200 }, { timeoutMs: 20 })),
    ]);
  },
  channel: async () => {
    const room = await new Chat({ server: socket }).channels.room({ roomId: "a b", since: huge }, { query: { t: "&" } });
    room.send({ type: "join", ref: "1", name: "Ada" });
    const found: RoomIncoming[] = [];
    for await (const message of room) {
      found.push(message);
      if (message.type === "said") room.send({ type: "say", text: String(message.seq) });
    }
    return found;
  },
  channelClosed: async () => {
    const room = await new Chat({ server: socket }).channels.room({ roomId: "closed" });
    return collected(room).catch((error: ChannelClosed) => [error instanceof ChannelClosed, error.code, error.reason]);
  },
};

const results: { [name: string]: unknown } = {};
for (const [name, check] of Object.entries(checks)) {
  results[name] = await check().catch((error: unknown) => `FAILED ${error instanceof Error ? error.stack : error}`);
}
console.log(JSON.stringify(results, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)));
