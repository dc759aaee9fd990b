/**
 * What an offer did over the last hour, day and week: how much of the time it worked, what share of
 * its answers was good, how soon they began. Evidence is added up in quarters of an hour, in memory
 * while one runs and in PostgreSQL from ten seconds on; nothing is kept of a quarter without any.
 */
package ai.gatewayz.health.history;
