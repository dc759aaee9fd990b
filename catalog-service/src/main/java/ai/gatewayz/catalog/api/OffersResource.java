package ai.gatewayz.catalog.api;

import ai.gatewayz.catalog.contract.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Offers and models. */
@Path("/catalog")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "offers")
public class OffersResource {

  private final CatalogReader catalog;

  OffersResource(CatalogReader catalog) {
    this.catalog = catalog;
  }

  @GET
  @Path("/offers")
  @Operation(summary = "A page of the offers that match, with their total number")
  public Uni<Response> offers(
      @Valid @BeanParam OfferQuery query, @RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
    return unlessKnown(
        known,
        () ->
            catalog
                .find(new OfferSearch(query), query.limit, query.offset)
                .map(
                    page ->
                        "{\"object\":\"list\",\"data\":["
                            + String.join(",", page.offers())
                            + "],\"total\":"
                            + page.total()
                            + ",\"returned\":"
                            + page.offers().size()
                            + ",\"limit\":"
                            + query.limit
                            + ",\"offset\":"
                            + query.offset
                            + "}"));
  }

  @GET
  @Path("/offers/{provider}/{id: .+}")
  @Operation(summary = "One offer, by the provider's own model id")
  public Uni<Response> offer(
      @RestPath String provider,
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
    return unlessKnown(
        known,
        () ->
            catalog
                .offer(provider, id)
                .map(
                    found ->
                        found.orElseThrow(
                            () ->
                                new ApiException(
                                    ApiError.OFFER_NOT_FOUND,
                                    "This provider does not list this model."))));
  }

  @GET
  @Path("/models/{id: .+}")
  @Operation(summary = "One model with all its offers side by side, the cheapest first")
  public Uni<Response> model(
      @RestPath String id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
    return unlessKnown(
        known,
        () ->
            catalog
                .model(ModelId.key(id))
                .map(
                    offers -> {
                      if (offers.isEmpty()) {
                        throw new ApiException(
                            ApiError.MODEL_NOT_FOUND, "No provider offers this model.");
                      }
                      return "{\"object\":\"model\",\"offers\":["
                          + String.join(",", offers)
                          + "],\"total\":"
                          + offers.size()
                          + "}";
                    }));
  }

  /** The answer with its tag, or 304 where the caller has it. */
  private Uni<Response> unlessKnown(String known, Supplier<Uni<String>> answer) {
    return catalog
        .epoch()
        .chain(
            epoch -> {
              String tag = "W/\"" + epoch + "\"";
              if (known != null && known.contains(tag)) {
                return Uni.createFrom()
                    .item(Response.notModified().header(HttpHeaders.ETAG, tag).build());
              }
              return answer
                  .get()
                  .map(
                      body ->
                          Response.ok(body)
                              .header(HttpHeaders.ETAG, tag)
                              .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                              .build());
            });
  }
}
