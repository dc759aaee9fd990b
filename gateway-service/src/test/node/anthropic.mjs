// Anthropic's own client: reads the list through its pages, and one model. Prints what it has read as JSON.
import Anthropic from "@anthropic-ai/sdk";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new Anthropic({ baseURL, apiKey, maxRetries: 0 });

const ids = [];
for await (const each of client.models.list({ limit: 2 })) {
  ids.push(each.id);
}
const one = await client.models.retrieve(model);
console.log(JSON.stringify({ ids, one }));
