/**
 * The verdicts on all offers in PostgreSQL: each replica writes those that it owns, a moment after
 * they change, and each answers for all. A list that is read there is complete, or reading it
 * fails; it is never silently a part.
 */
package ai.gatewayz.health.board;
