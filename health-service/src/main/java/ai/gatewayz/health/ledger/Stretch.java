package ai.gatewayz.health.ledger;

/**
 * The slowdown of a provider's probes, by which intervals grow because rate limit and daily budget
 * do not suffice for all of its offers; 1 where they do.
 *
 * @param wanted for offers that are in use
 * @param idle for the others, which wait first
 * @param free at least, for offers that are free, of which a provider may take fewer questions
 */
public record Stretch(double wanted, double idle, double free) {

  public static final Stretch NONE = new Stretch(1, 1, 1);
}
