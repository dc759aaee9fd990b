// Anthropic's own client: messages, streams, tools, counting, errors. Prints what it has read as JSON.
import Anthropic from "@anthropic-ai/sdk";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new Anthropic({ baseURL, apiKey, maxRetries: 0 });
const hello = { model, max_tokens: 64, messages: [{ role: "user", content: "Say hello" }] };
const tools = [{ name: "weather", description: "The weather", input_schema: { type: "object", properties: { city: { type: "string" } } } }];

const created = await client.messages.create({ ...hello, system: "Be brief", stop_sequences: ["END"] });

const stream = client.messages.stream(hello);
const texts = [];
stream.on("text", (text) => texts.push(text));
const streamed = await stream.finalMessage();

const events = [];
for await (const event of await client.messages.create({ ...hello, stream: true })) {
  events.push(event.type);
}

const beta = await client.beta.messages.create({ ...hello, betas: ["interleaved-thinking-2025-05-14"] });

const used = await client.messages.stream({ ...hello, tools, messages: [{ role: "user", content: "Use the tool" }] }).finalMessage();
const calls = used.content.filter((block) => block.type === "tool_use");
const answered = await client.messages.create({
  ...hello,
  tools,
  messages: [
    { role: "user", content: "Use the tool" },
    { role: "assistant", content: used.content },
    { role: "user", content: calls.map((call) => ({ type: "tool_result", tool_use_id: call.id, content: "12 degrees" })) },
  ],
});

const seen = await client.messages.create({
  ...hello,
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "What is this?" },
        { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } },
      ],
    },
  ],
});

const counted = await client.messages.countTokens({ model, messages: hello.messages, tools });

const failing = async (call) => {
  try {
    await call();
    return { name: "none" };
  } catch (error) {
    return { name: error.constructor.name, status: error.status, type: error.type ?? error.error?.error?.type, requestID: error.requestID, message: error.message };
  }
};
const errors = {
  key: await failing(() => new Anthropic({ baseURL, apiKey: "wrong", maxRetries: 0 }).messages.create(hello)),
  model: await failing(() => client.messages.create({ ...hello, model: "no/such-model" })),
  request: await failing(() => client.messages.create({ model, messages: hello.messages })),
};
const abort = client.messages.stream(hello);
abort.abort();
errors.aborted = await failing(() => abort.finalMessage());

console.log(JSON.stringify({ created, requestId: created._request_id, texts, streamed, events, beta, used, answered, seen, counted, errors }));
