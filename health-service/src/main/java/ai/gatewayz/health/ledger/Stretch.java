package ai.gatewayz.health.ledger;

/**
 * By how much intervals are stretched at a provider because its pace and the day's money do not
 * reach for all of its offers; 1 where they do.
 *
 * @param wanted for offers that are in use
 * @param idle for the others, which wait first
 * @param free at least, for offers that are free, of which a provider may take fewer questions
 */
public record Stretch(double wanted, double idle, double free) {

  public static final Stretch NONE = new Stretch(1, 1, 1);
}
