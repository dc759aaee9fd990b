// The AI SDK with its providers as they are by default: OpenAI's speaks Responses, Anthropic's Messages.
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, streamText } from "ai";

globalThis.AI_SDK_LOG_WARNINGS = false;
const [baseURL, apiKey, model] = process.argv.slice(2);
const read = {};
for (const [name, provider] of Object.entries({ openai: createOpenAI({ baseURL, apiKey }), anthropic: createAnthropic({ baseURL, apiKey }) })) {
  const whole = await generateText({ model: provider(model), prompt: "Say hello", maxRetries: 0 });
  const stream = streamText({ model: provider(model), prompt: "Say hello", maxRetries: 0, onError: ({ error }) => console.error(error) });
  let streamed = "";
  for await (const piece of stream.textStream) {
    streamed += piece;
  }
  read[name] = { text: whole.text, finish: whole.finishReason, output: whole.usage.outputTokens, streamed, streamedFinish: await stream.finishReason };
}
console.log(JSON.stringify(read));
