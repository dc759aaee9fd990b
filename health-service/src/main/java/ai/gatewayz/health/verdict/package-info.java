/**
 * The verdict on an offer: pure, the time always comes from outside. Evidence goes in as {@link
 * ai.gatewayz.health.verdict.Observation}s, one {@link ai.gatewayz.health.verdict.Verdict} comes
 * out. Only repeated evidence about the model itself makes an offer unavailable; what is wrong with
 * our account, with a request or with the moment never does.
 */
package ai.gatewayz.health.verdict;
