package ai.gatewayz.catalog.listing;

import ai.gatewayz.catalog.drift.ListShape;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.DeclaredProtocols;
import ai.gatewayz.providers.listing.Gathered;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Walk;
import ai.gatewayz.providers.listing.WalkReport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all lists of a provider. */
@ApplicationScoped
public class ProviderReader {

  private final PageClient pages;
  private final Walk.Bounds bounds;
  private final InstantSource clock;

  ProviderReader(PageClient pages, ListingConfig config, InstantSource clock) {
    this.pages = pages;
    this.bounds = new Walk.Bounds(config.maxPages(), config.maxOffers());
    this.clock = clock;
  }

  /** What could be read; never fails for what a provider does. */
  public Uni<Reading> read(Provider provider) {
    Lister lister = provider.dialect().lister(clock);
    Gathered gathered = new Gathered(lister);
    List<ListShape> shapes = new ArrayList<>();
    return Multi.createFrom()
        .iterable(lister.lists(provider.site()))
        .map(list -> watched(list, shapes))
        .onItem()
        .transformToUniAndConcatenate(list -> walk(provider, list, gathered))
        .collect()
        .asList()
        .map(
            reports ->
                new Reading(
                    DeclaredProtocols.of(provider.dialect(), gathered.offers()), reports, shapes));
  }

  private static ModelList watched(ModelList list, List<ListShape> shapes) {
    ListShape shape = new ListShape(list.name());
    shapes.add(shape);
    return list.with(shape.before(list.mapper()));
  }

  private Uni<WalkReport> walk(Provider provider, ModelList list, Gathered gathered) {
    return Uni.createFrom()
        .deferred(() -> step(provider, new Walk(list, bounds, gathered)))
        .map(Walk::report);
  }

  private Uni<Walk> step(Provider provider, Walk walk) {
    Optional<URI> page = walk.page();
    if (page.isEmpty()) {
      return Uni.createFrom().item(walk);
    }
    return pages
        .read(provider, walk, page.get())
        .invoke(walk::end)
        .onFailure()
        .invoke(failure -> walk.giveUp(reason(failure)))
        .onFailure()
        .recoverWithNull()
        .chain(() -> step(provider, walk));
  }

  private static String reason(Throwable failure) {
    return failure instanceof PageFailedException known
        ? known.getMessage()
        : "the provider did not answer in time";
  }
}
