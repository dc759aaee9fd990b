// OpenAI's own client: reads the list, and one model. Prints what it has read as JSON.
import OpenAI from "openai";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });

const ids = [];
for await (const each of client.models.list()) {
  ids.push(each.id);
}
const one = await client.models.retrieve(model);
console.log(JSON.stringify({ ids, one }));
