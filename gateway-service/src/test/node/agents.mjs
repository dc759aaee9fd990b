// OpenAI's agents as they are by default: over Responses.
import { Agent, run, setDefaultOpenAIClient, setTracingDisabled } from "@openai/agents";
import OpenAI from "openai";

const [baseURL, apiKey, model] = process.argv.slice(2);
setTracingDisabled(true);
setDefaultOpenAIClient(new OpenAI({ baseURL, apiKey, maxRetries: 0 }));
const agent = new Agent({ name: "greeter", instructions: "Be brief", model });
const whole = await run(agent, "Say hello");
const stream = await run(agent, "Say hello", { stream: true });
let streamed = "";
for await (const piece of stream.toTextStream()) {
  streamed += piece;
}
await stream.completed;
console.log(JSON.stringify({ text: whole.finalOutput, streamed }));
