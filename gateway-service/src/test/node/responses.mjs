// OpenAI's own client: responses, streams, tools, parsing, errors. Prints what it has read as JSON.
import OpenAI from "openai";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const tools = [{ type: "function", name: "weather", strict: false, parameters: { type: "object", properties: { city: { type: "string" } } } }];

const created = await client.responses.create({ model, input: "Say hello", instructions: "Be brief" });

const deltas = [];
const stream = client.responses.stream({ model, input: "Say hello" });
stream.on("response.output_text.delta", (event) => deltas.push(event.delta));
const streamed = await stream.finalResponse();

const events = [];
for await (const event of await client.responses.create({ model, input: "Say hello", stream: true })) {
  events.push(event.type);
}

const used = await client.responses.stream({ model, tools, input: "Use the tool, hello" }).finalResponse();
const answered = await client.responses.create({
  model,
  tools,
  input: [
    { role: "user", content: "Say hello" },
    ...used.output,
    ...used.output.filter((item) => item.type === "function_call").map((item) => ({ type: "function_call_output", call_id: item.call_id, output: "12 degrees" })),
  ],
});

const failing = async (call) => {
  try {
    await call();
    return { name: "none" };
  } catch (error) {
    return { name: error.constructor.name, status: error.status, code: error.code, param: error.param };
  }
};
const errors = {
  key: await failing(() => new OpenAI({ baseURL, apiKey: "wrong", maxRetries: 0 }).responses.create({ model, input: "x" })),
  model: await failing(() => client.responses.create({ model: "no/such-model", input: "x" })),
  stored: await failing(() => client.responses.create({ model, input: "x", previous_response_id: "resp_1" })),
};

console.log(JSON.stringify({ created, text: created.output_text, deltas, streamed, streamedText: streamed.output_text, events, used, answered: answered.output_text, errors }));
