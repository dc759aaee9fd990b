package ai.gatewayz.health.world;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.simulator.lists.Ability;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What is true of one offer at any time, and what it insists on when it is asked. */
public final class Truth {

  private final Offer offer;
  private final TreeMap<Instant, Condition> changes = new TreeMap<>();
  private final Duration latency;
  private int leastTokens = 1;
  private boolean newName;
  private boolean noEffort;
  private boolean noStream;
  private final Random luck;
  private boolean streamsOnly;
  private boolean noEmbeddings;
  private int percent = 70;
  private Ability pretended;
  private int asked;
  private int failedCalls;

  public Truth(Offer offer, Duration latency) {
    this.offer = offer;
    this.latency = latency;
    this.luck = new Random(offer.id().hashCode());
  }

  public Offer offer() {
    return offer;
  }

  Duration latency() {
    return latency;
  }

  Truth insists(int leastTokens, boolean newName, boolean noEffort, boolean noStream) {
    this.leastTokens = leastTokens;
    this.newName = newName;
    this.noEffort = noEffort;
    this.noStream = noStream;
    return this;
  }

  /** It refuses to answer otherwise. */
  Truth streamsOnly() {
    streamsOnly = true;
    return this;
  }

  boolean noWhole() {
    return streamsOnly;
  }

  /** It makes no embeddings, whatever its name may suggest. */
  public Truth chatsOnly() {
    noEmbeddings = true;
    return this;
  }

  boolean noEmbeddings() {
    return noEmbeddings;
  }

  /** It is listed to be able to do that, and cannot. */
  public Truth pretends(Ability ability) {
    pretended = ability;
    return this;
  }

  /** Null where its list is right. */
  public Ability pretends() {
    return pretended;
  }

  int leastTokens() {
    return leastTokens;
  }

  boolean newName() {
    return newName;
  }

  boolean noEffort() {
    return noEffort;
  }

  boolean noStream() {
    return noStream;
  }

  /** It answers so many of a hundred times, always. */
  public void flaky(int percent) {
    this.percent = percent;
    becomes(Condition.FLAKY, Instant.MIN);
  }

  /** How often it answers whole at that time, from 0 to 1. */
  public double rate(Instant when) {
    return switch (at(when)) {
      case FINE, SLOW -> 1;
      case FLAKY -> percent / 100.0;
      default -> 0;
    };
  }

  public void becomes(Condition condition, Instant from) {
    changes.put(from, condition);
  }

  public Condition at(Instant when) {
    Map.Entry<Instant, Condition> change = changes.floorEntry(when);
    return change == null ? Condition.FINE : change.getValue();
  }

  /** Since when it is as it is. */
  Instant since(Instant when) {
    Map.Entry<Instant, Condition> change = changes.floorEntry(when);
    return change == null ? Instant.MIN : change.getKey();
  }

  /** Whether it was so at any time in between. */
  boolean was(Condition condition, Instant from, Instant to) {
    return at(from) == condition || changes.subMap(from, true, to, true).containsValue(condition);
  }

  /** How often in a row it failed its callers. */
  int failedCall() {
    return failedCalls;
  }

  void called(boolean failed) {
    failedCalls = failed ? failedCalls + 1 : 0;
  }

  /** Whether it answers this time, where it is flaky. */
  boolean lucky() {
    return luck.nextInt(100) < percent;
  }

  /** Counts questions, for what fails every other time. */
  int turn() {
    return asked++;
  }
}
