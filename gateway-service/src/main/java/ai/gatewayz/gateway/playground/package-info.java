/**
 * Pages for people: a searchable list of the models, and for each model its facts, its offers side
 * by side, a playground to talk to it, and snippets to call it with.
 *
 * <p>The pages are written by the server from the snapshot and are public, as the providers' lists
 * are; only the playground's requests need a key, which the reader gives and which stays in the
 * browser tab. There is one script and one style sheet, both served from here, and the content
 * security policy allows nothing else.
 */
package ai.gatewayz.gateway.playground;
