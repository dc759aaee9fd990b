/**
 * The model list as OpenAI's API has it, with what its callers miss there: every model once, who
 * serves it at what price, and whether it answers. What cannot be called is not shown unless
 * somebody asks for it. Clients of OpenRouter and of Anthropic find their own fields and shapes.
 *
 * <p>Answers come from the snapshot alone. Each model's JSON is written once, when it is first
 * asked for, and a page is a copy of such pieces, or of segments of several that were compressed
 * once; the entity tag is made of the content of all of them, so it is the same at every replica
 * that knows the same.
 */
package ai.gatewayz.gateway.models;
