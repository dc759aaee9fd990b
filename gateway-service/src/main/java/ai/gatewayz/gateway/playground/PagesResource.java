package ai.gatewayz.gateway.playground;

import ai.gatewayz.gateway.models.ModelList;
import ai.gatewayz.gateway.models.ModelPath;
import ai.gatewayz.gateway.snapshot.Snapshots;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages for people; see the package. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PagesResource {

  // Scripts, styles and requests of this origin only; nothing inline, no frames around the pages.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final ModelList list;
  private final ModelSearch search;
  private final Snapshots snapshots;
  private final Assets assets;

  PagesResource(ModelList list, ModelSearch search, Snapshots snapshots, Assets assets) {
    this.list = list;
    this.search = search;
    this.snapshots = snapshots;
    this.assets = assets;
  }

  @GET
  @Operation(hidden = true)
  public Response index(@Context UriInfo uri) {
    return page(
        snapshots.loaded() ? Status.OK : Status.SERVICE_UNAVAILABLE,
        Pages.index(search.search(uri.getQueryParameters())));
  }

  /**
   * @param routed any name that a completion takes, which may hold slashes
   */
  @GET
  @Path("/models/{id: .+}")
  @Operation(hidden = true)
  public Response model(@PathParam("id") String routed, @Context RoutingContext context) {
    String id = ModelPath.id(context.request().path(), "/models/", routed);
    return switch (list.find(id)) {
      case ModelList.Named.Found found ->
          page(Status.OK, Pages.model(ModelView.of(found.row().summary(), assets.version())));
      case ModelList.Named.Missing missing ->
          page(
              Status.NOT_FOUND,
              Pages.missing(
                  id,
                  Stream.ofNullable(missing.unknown().elsewhere())
                      .map(found -> ModelLink.to(found.model()))
                      .toList(),
                  assets.version()));
    };
  }

  private static Response page(Status status, TemplateInstance template) {
    return Response.status(status)
        .entity(template.render())
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cache-Control", "no-cache")
        .build();
  }
}
