// OpenRouter's own client, which refuses what it does not expect: reads the list, its count, the endpoints of a model
// and the providers. Prints what it has read as JSON.
import { OpenRouter } from "@openrouter/sdk";

const [serverURL, apiKey, model] = process.argv.slice(2);
const client = new OpenRouter({ serverURL, apiKey });
const slash = model.indexOf("/");

const list = { data: [] };
for await (const page of await client.models.list({ limit: 2 })) {
  list.data.push(...page.result.data);
}
const count = await client.models.count();
const endpoints = await client.endpoints.list({
  author: model.slice(0, slash),
  slug: model.slice(slash + 1),
});
const providers = await client.providers.list();
console.log(JSON.stringify({ list, count, endpoints, providers }));
