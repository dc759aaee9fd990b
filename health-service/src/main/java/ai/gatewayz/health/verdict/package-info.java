/**
 * The verdict on an offer: pure, the time always comes from outside. Evidence goes in as {@link
 * ai.gatewayz.health.verdict.Observation}s, one {@link ai.gatewayz.health.verdict.Verdict} comes
 * out. Repeated evidence about the model itself makes an offer unavailable, and so do faults of the
 * moment that last; what is wrong with our account or with a request never does. Only what has
 * answered, lately, is held to answer.
 */
package ai.gatewayz.health.verdict;
