package ai.gatewayz.catalog.retirement;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.offers.OfferWriter;
import ai.gatewayz.catalog.retirement.NoticeRepository.Given;
import ai.gatewayz.catalog.retirement.NoticeRepository.Leaving;
import ai.gatewayz.catalog.rules.RuleRepository;
import ai.gatewayz.catalog.rules.Rules;
import ai.gatewayz.catalog.schema.Schema;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells that an offer is about to be taken away, a week and a day ahead, once each, on whichever
 * replica looks first.
 */
@ApplicationScoped
class Retirements {

  private static final int REMEMBERED_DAYS = 30;

  private final RetirementConfig config;
  private final NoticeRepository notices;
  private final RuleRepository rules;
  private final OfferWriter writer;
  private final Schema schema;
  private final Background background;
  private final InstantSource clock;
  private Repeating turns;

  Retirements(
      RetirementConfig config,
      NoticeRepository notices,
      RuleRepository rules,
      OfferWriter writer,
      Schema schema,
      Background background,
      InstantSource clock) {
    this.config = config;
    this.notices = notices;
    this.rules = rules;
    this.writer = writer;
    this.schema = schema;
    this.background = background;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    turns =
        background.every(
            config.interval(),
            "telling of offers that are taken away",
            () -> schema.ready() ? tell(clock.instant()) : Uni.createFrom().voidItem());
  }

  void stop(@Observes ShutdownEvent stopping) {
    turns.cancel();
  }

  /** Tells what is due. */
  Uni<Void> tell(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Panache.withTransaction(
        () ->
            notices
                .leaving(today, today.plusDays(Notice.WEEK.daysAhead()))
                .chain(
                    leaving ->
                        leaving.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : rules
                                .standing(now)
                                .chain(standing -> tell(leaving, standing, today, now))));
  }

  private Uni<Void> tell(List<Leaving> leaving, Rules standing, LocalDate today, Instant now) {
    List<Given> due = new ArrayList<>();
    for (Leaving offer : leaving) {
      Notice.due(offer.last(), today).ifPresent(notice -> due.add(new Given(offer, notice)));
    }
    return notices
        .forget(today.minusDays(REMEMBERED_DAYS))
        .chain(() -> notices.note(due))
        .chain(
            given ->
                Multi.createFrom()
                    .iterable(byProvider(given).entrySet())
                    .onItem()
                    .transformToUniAndConcatenate(
                        each -> writer.retiring(each.getKey(), each.getValue(), standing, now))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  private static Map<String, List<String>> byProvider(List<Object[]> offers) {
    Map<String, List<String>> ids = new TreeMap<>();
    for (Object[] offer : offers) {
      ids.computeIfAbsent((String) offer[0], provider -> new ArrayList<>()).add((String) offer[1]);
    }
    return ids;
  }
}
