/**
 * Who may call the gateways: keys as rows, managed by operators, each change an act with its
 * author, published through the outbox in the same transaction. The text of a key is in an answer
 * once, and nowhere else.
 */
package ai.gatewayz.catalog.keys;
