package ai.gatewayz.catalog.operator;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.guard.HeldRepository;
import ai.gatewayz.catalog.guard.HeldRepository.Undecided;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.OfferRepository;
import ai.gatewayz.catalog.offers.OfferWriter;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.catalog.rules.RuleRepository;
import ai.gatewayz.providers.listing.ListedOffer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides about quarantined changes. Accepted ones are published as the list says; rejected ones
 * stay unpublished until the list changes. Both only for what the operator has seen: where a later
 * sync has quarantined something new, the decision is refused.
 */
@ApplicationScoped
public class Quarantine {

  private final HeldRepository held;
  private final OfferRepository offers;
  private final OfferWriter writer;
  private final RuleRepository rules;
  private final InstantSource clock;

  Quarantine(
      HeldRepository held,
      OfferRepository offers,
      OfferWriter writer,
      RuleRepository rules,
      InstantSource clock) {
    this.held = held;
    this.offers = offers;
    this.writer = writer;
    this.rules = rules;
    this.clock = clock;
  }

  public enum Verdict {
    ACCEPTED("accepted"),
    REJECTED("rejected");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * @param syncId the latest sync that has held something of the provider, as the operator saw it
   * @param ids the offers it is about; empty for all
   */
  public record Decision(
      String provider,
      Verdict verdict,
      String syncId,
      Set<String> ids,
      String author,
      String reason) {}

  /** What came of a decision. */
  public sealed interface Outcome {
    record Done(int changes) implements Outcome {}

    /** nothing of it waits for a decision */
    record Nothing() implements Outcome {}

    /** a later sync has held something else */
    record MovedOn(String syncId) implements Outcome {}
  }

  public Uni<Outcome> decide(Decision decision) {
    return Panache.withTransaction(
        () ->
            lock(decision.provider())
                .chain(() -> held.undecided(decision.provider()))
                .chain(waiting -> decide(decision, waiting)));
  }

  private Uni<Outcome> decide(Decision decision, List<Undecided> waiting) {
    if (waiting.isEmpty()) {
      return Uni.createFrom().item(new Outcome.Nothing());
    }
    String latest = waiting.getFirst().syncId();
    if (!latest.equals(decision.syncId())) {
      return Uni.createFrom().item(new Outcome.MovedOn(latest));
    }
    List<Undecided> chosen =
        waiting.stream()
            .filter(change -> decision.ids().isEmpty() || decision.ids().contains(change.id()))
            .toList();
    if (chosen.isEmpty()) {
      return Uni.createFrom().item(new Outcome.Nothing());
    }
    Instant now = clock.instant();
    List<String> ids = chosen.stream().map(Undecided::id).toList();
    Uni<Void> effect =
        switch (decision.verdict()) {
          case ACCEPTED -> accept(decision.provider(), chosen, now);
          case REJECTED ->
              held.reject(decision.provider(), ids, decision.author(), decision.reason(), now);
        };
    return effect
        .chain(() -> record(decision, chosen.size(), now))
        .replaceWith(new Outcome.Done(chosen.size()));
  }

  private Uni<Void> accept(String provider, List<Undecided> chosen, Instant now) {
    return rules
        .standing(now)
        .chain(
            standing ->
                offers
                    .stored(provider)
                    .chain(
                        stored ->
                            writer.write(
                                provider, difference(stored, chosen), standing, null, now)))
        .chain(() -> held.remove(provider, chosen.stream().map(Undecided::id).toList()));
  }

  private static Diff difference(List<Stored> stored, List<Undecided> chosen) {
    Map<String, Stored> byId =
        stored.stream().collect(Collectors.toMap(Stored::id, Function.identity()));
    List<Diff.Listed> added = new ArrayList<>();
    List<Diff.Changed> changed = new ArrayList<>();
    List<Stored> withdrawn = new ArrayList<>();
    for (Undecided change : chosen) {
      Stored before = byId.get(change.id());
      if (change.listed() != null) {
        Diff.Listed now = new Diff.Listed(listed(change), change.fingerprint());
        if (before == null) {
          added.add(now);
        } else {
          changed.add(new Diff.Changed(now, before));
        }
      } else if (before != null) {
        withdrawn.add(before);
      }
    }
    return new Diff(added, changed, withdrawn, 0);
  }

  private static ListedOffer listed(Undecided change) {
    byte[] json = change.listed().getBytes(StandardCharsets.UTF_8);
    return ListedOffer.from(EventJson.read(json, Offer.class));
  }

  /** Keeps syncs of the provider from settling meanwhile. */
  private static Uni<Void> lock(String provider) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select provider from provider_states where provider = :provider for update",
                        String.class)
                    .setParameter("provider", provider)
                    .getResultList())
        .replaceWithVoid();
  }

  private static Uni<Void> record(Decision decision, int changes, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into decisions (id, provider, verdict, author, reason, sync_id,"
                            + " changes, at) values (:id, :provider, :verdict, :author, :reason,"
                            + " :sync, :changes, :at)")
                    .setParameter("id", UUID.randomUUID().toString())
                    .setParameter("provider", decision.provider())
                    .setParameter("verdict", decision.verdict().word())
                    .setParameter("author", decision.author())
                    .setParameter("reason", decision.reason())
                    .setParameter("sync", decision.syncId())
                    .setParameter("changes", changes)
                    .setParameter("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
