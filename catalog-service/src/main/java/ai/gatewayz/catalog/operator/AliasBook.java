package ai.gatewayz.catalog.operator;

import ai.gatewayz.catalog.rules.AliasRepository;
import ai.gatewayz.catalog.rules.AliasRepository.Given;
import ai.gatewayz.catalog.rules.RuleRepository;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/**
 * Gives and takes operators' names for models. The offers that they may mean change in the same
 * transaction: with them the names go to whoever reads offers.
 */
@ApplicationScoped
public class AliasBook {

  private final AliasRepository aliases;
  private final RuleRepository rules;
  private final RuleBook book;
  private final InstantSource clock;

  AliasBook(AliasRepository aliases, RuleRepository rules, RuleBook book, InstantSource clock) {
    this.aliases = aliases;
    this.rules = rules;
    this.book = book;
    this.clock = clock;
  }

  public Uni<List<Given>> standing() {
    return Panache.withTransaction(aliases::standing);
  }

  /** Gives a name, in place of one of the same letters; how many offers changed. */
  public Uni<Integer> put(Given given) {
    return Panache.withTransaction(
        () -> rules.alone().chain(() -> aliases.put(given)).chain(book::applyToAll));
  }

  /** Takes a name; whether it stood. */
  public Uni<Boolean> end(String name, String author) {
    return Panache.withTransaction(
        () ->
            rules
                .alone()
                .chain(() -> aliases.end(name, author, clock.instant()))
                .chain(
                    ended ->
                        ended == 0
                            ? Uni.createFrom().item(false)
                            : book.applyToAll().replaceWith(true)));
  }
}
