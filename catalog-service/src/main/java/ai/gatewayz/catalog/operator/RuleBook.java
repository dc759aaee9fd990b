package ai.gatewayz.catalog.operator;

import ai.gatewayz.catalog.offers.OfferRepository;
import ai.gatewayz.catalog.offers.OfferWriter;
import ai.gatewayz.catalog.rules.Rule;
import ai.gatewayz.catalog.rules.RuleRepository;
import ai.gatewayz.catalog.rules.Rules;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes and ends rules. The offers they are about change in the same transaction, so that nothing
 * is published for a moment that the rules forbid.
 */
@ApplicationScoped
public class RuleBook {

  private final RuleRepository rules;
  private final OfferRepository offers;
  private final OfferWriter writer;
  private final InstantSource clock;

  RuleBook(RuleRepository rules, OfferRepository offers, OfferWriter writer, InstantSource clock) {
    this.rules = rules;
    this.offers = offers;
    this.writer = writer;
    this.clock = clock;
  }

  /** Adds a rule; how many offers it changed. */
  public Uni<Integer> add(Rule rule) {
    return Panache.withTransaction(
        () -> rules.alone().chain(() -> rules.add(rule)).chain(() -> apply(providers(rule))));
  }

  /**
   * @param added how many rules were not there
   * @param offers how many offers they changed
   */
  public record TakenBack(int added, int offers) {}

  /** Adds rules that were made before, as they were; those that are there already are left. */
  public Uni<TakenBack> takeBack(List<Rule> saved) {
    Instant now = clock.instant();
    return Panache.withTransaction(
        () ->
            rules
                .alone()
                .chain(
                    () ->
                        Multi.createFrom()
                            .iterable(saved)
                            .filter(rule -> rule.expires() == null || rule.expires().isAfter(now))
                            .onItem()
                            .transformToUniAndConcatenate(rules::add)
                            .collect()
                            .with(Collectors.summingInt(Integer::intValue)))
                .chain(
                    added ->
                        (added == 0 ? Uni.createFrom().item(0) : apply(all()))
                            .map(offers -> new TakenBack(added, offers))));
  }

  /** Ends a rule; empty where none of that id stands. */
  public Uni<Optional<Integer>> end(String id, String author) {
    return Panache.withTransaction(
        () ->
            rules
                .alone()
                .chain(() -> rules.end(id, author, clock.instant()))
                .chain(
                    ended ->
                        ended.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : apply(providers(ended.get())).map(Optional::of)));
  }

  /** Ends what has run out; how many rules. */
  public Uni<Integer> expire() {
    return Panache.withTransaction(
        () ->
            rules
                .due(clock.instant())
                .chain(due -> due ? expireAlone() : Uni.createFrom().item(0)));
  }

  private Uni<Integer> expireAlone() {
    return rules
        .alone()
        .chain(() -> rules.expire(clock.instant()))
        .chain(ended -> ended == 0 ? Uni.createFrom().item(0) : apply(all()).replaceWith(ended));
  }

  private Uni<List<String>> providers(Rule rule) {
    return rule.provider() == null ? all() : Uni.createFrom().item(List.of(rule.provider()));
  }

  private Uni<List<String>> all() {
    return offers.providers();
  }

  /** Has all offers follow what stands, for who has the rules' lock alone; how many changed. */
  Uni<Integer> applyToAll() {
    return apply(all());
  }

  private Uni<Integer> apply(Uni<List<String>> providers) {
    Instant now = clock.instant();
    return rules
        .standingAlone(now)
        .chain(
            standing ->
                providers.chain(
                    names ->
                        Multi.createFrom()
                            .iterable(names)
                            .onItem()
                            .transformToUniAndConcatenate(name -> align(name, standing, now))
                            .collect()
                            .with(Collectors.summingInt(Integer::intValue))));
  }

  private Uni<Integer> align(String provider, Rules standing, Instant now) {
    return offers
        .stored(provider)
        .chain(stored -> writer.align(provider, stored, standing, null, now));
  }
}
