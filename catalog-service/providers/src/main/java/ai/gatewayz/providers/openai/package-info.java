/** Any further endpoint that speaks OpenAI's protocol: one list, little more than ids in it. */
package ai.gatewayz.providers.openai;
