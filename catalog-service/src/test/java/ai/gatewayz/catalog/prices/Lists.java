package ai.gatewayz.catalog.prices;

import ai.gatewayz.providers.ApiKey;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.KeyHeader;
import ai.gatewayz.providers.listing.Gathered;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageReader;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.Walk;
import ai.gatewayz.providers.listing.WalkReport;
import ai.gatewayz.simulator.Simulator;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lists of a simulated provider with the service's listers and a plain HTTP client. */
public final class Lists {

  private Lists() {}

  record Read(Collection<ListedOffer> offers, List<WalkReport> reports) {}

  public static Collection<ListedOffer> offers(Simulator simulator, String id) throws Exception {
    return read(simulator, id).offers();
  }

  static Read read(Simulator simulator, String id) throws Exception {
    Provider provider = provider(simulator, id);
    Lister lister = provider.dialect().lister(() -> Instant.parse("2026-11-01T00:00:00Z"));
    Gathered gathered = new Gathered(lister);
    List<WalkReport> reports = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (ModelList list : lister.lists(provider.site())) {
        Walk walk = new Walk(list, new Walk.Bounds(500, 250_000), gathered);
        while (walk.page().isPresent()) {
          page(http, provider, walk, walk.page().get());
        }
        reports.add(walk.report());
      }
    }
    return new Read(gathered.offers(), reports);
  }

  private static Provider provider(Simulator simulator, String id) {
    Map<String, String> properties = simulator.quarkusProperties();
    String prefix = "gatewayz.providers." + id + ".";
    return new Provider(
        id,
        Dialects.STANDARD.named(id).orElseThrow(),
        URI.create(properties.get(prefix + "base-url")),
        Optional.ofNullable(properties.get(prefix + "hub-url")).map(URI::create),
        Optional.of(new ApiKey(properties.get(prefix + "api-key"))));
  }

  private static void page(HttpClient http, Provider provider, Walk walk, URI uri)
      throws Exception {
    KeyHeader key = provider.dialect().key();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header(key.name(), key.prefix() + provider.apiKey().orElseThrow().reveal())
            .build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    walk.begin();
    PageReader reader = new PageReader(walk.list().field(), walk::entry);
    try (InputStream body = answer.body()) {
      byte[] piece = new byte[8192];
      for (int size = body.read(piece); size >= 0; size = body.read(piece)) {
        reader.feed(Arrays.copyOf(piece, size));
      }
    }
    reader.end();
    walk.end(
        new PageSeen(uri, reader.envelope(), reader.count(), answer.headers().allValues("link")));
  }
}
