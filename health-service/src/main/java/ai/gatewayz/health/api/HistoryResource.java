package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.history.HistoryReader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What an offer did of late. */
@Path("/health/history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "availability")
public class HistoryResource {

  private final HistoryReader history;

  HistoryResource(HistoryReader history) {
    this.history = history;
  }

  /**
   * @param last {@code 1h}, {@code 1d}, {@code 7d}
   */
  @RegisterForReflection
  public record OfferHistory(String provider, String id, Map<String, HistoryReader.Stretch> last) {}

  @GET
  @Path("/{provider}/{id: .+}")
  @Operation(
      summary = "Uptime, success and time to first token over an hour, a day and a week",
      description =
          "Null where nothing is known: an offer without evidence has no uptime. The sizes of the"
              + " samples are told; they are whole quarters of an hour.")
  public Uni<OfferHistory> of(@RestPath String provider, @RestPath String id) {
    OfferKey key = Keys.of(provider, id);
    return history.of(key).map(last -> new OfferHistory(key.provider(), key.id(), last));
  }
}
