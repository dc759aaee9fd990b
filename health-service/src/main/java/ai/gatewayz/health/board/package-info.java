/**
 * The verdicts on all offers in PostgreSQL: each replica writes those that it owns, a moment after
 * they change, and each answers for all. What is read there says nothing less than everything, or
 * fails; it is never silently a part.
 */
package ai.gatewayz.health.board;
