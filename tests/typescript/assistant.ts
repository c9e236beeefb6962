// Asks a running assistant everything that an app would, and prints what it said as lines of JSON.
import { ApiClient, type ConnectionHelloData, type Project, type WsOutgoing } from "../api/src/index.js";

declare const process: { argv: string[] };
const [, , server = "", key = ""] = process.argv;
const client = new ApiClient({ server, secrets: { bearerKey: key } });

function show(name: string, value: unknown): void {
  console.log(JSON.stringify({ name, value }));
}

/** An answer as server-sent events. */
async function stream(project: Project): Promise<void> {
  let text = "";
  const body = { question: "How is a cart paid?", projectId: project.id, maxTokens: 12 };
  for await (const event of await client.ai.streamChat({ body }).orThrow()) {
    if (event.type === "delta") text += event.text;
    if (event.type === "completed") show("streamed", { joined: text, whole: event.answer.text });
  }
}

/** A session over the socket, opened with a ticket as a browser must: hello, open, ask, and the answer as it is written. */
async function talk(project: Project): Promise<void> {
  const session = await client.sessions.createSession({ body: { projectId: project.id } }).orThrow();
  const { ticket } = await client.websocket.createWebsocketTicket().orThrow();
  const socket = await new ApiClient({ server, secrets: { ticket } }).channels.ws({ protocols: ["leanvibe.v1"] });
  const timestamp = new Date().toISOString();
  const say = (message: WsOutgoing) => socket.send(message);
  const hello: ConnectionHelloData = { protocol: "leanvibe.v1", clientId: crypto.randomUUID(), resume: [] };
  say({ type: "connection.hello", sessionId: null, timestamp, payload: { data: hello, metadata: { id: "1" } } });
  let text = "";
  for await (const message of socket) {
    switch (message.type) {
      case "connection.ready":
        say({ type: "stream.open", sessionId: session.id, timestamp, payload: { data: {}, metadata: { id: "2" } } });
        break;
      case "stream.ready": {
        const data = { question: "How is a cart paid?", maxTokens: 12 };
        say({ type: "ai.chat.ask", sessionId: session.id, timestamp, payload: { data, metadata: { id: "3" } } });
        break;
      }
      case "ai.message.delta":
        text += message.payload.data.text;
        break;
      case "ai.message.completed":
        show("said", { joined: text, whole: message.payload.data.text });
        return socket.close();
      case "command.error":
        return show("error", message);
    }
  }
}

const { items } = await client.projects.listProjects().orThrow();
const project = items[0]!;
show("project", project.name);
const body = { query: "charge a credit card", limit: 1 };
show("found", (await client.projects.searchProject({ projectId: project.id, body }).orThrow()).items[0]?.symbol);
const missing = await client.projects.getProject({ projectId: "7d444840-9dc0-11d1-b245-5ffdce74fad2" });
show("missing", missing.ok ? "found" : missing.status === 404 && missing.error.code);
await stream(project);
await talk(project);
