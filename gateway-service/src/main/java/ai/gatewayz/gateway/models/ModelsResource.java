package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import ai.gatewayz.gateway.explain.NameSearch;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
// Writing a whole list waits for the reader; a virtual thread may.
@RunOnVirtualThread
public class ModelsResource {

  private final ModelList list;
  private final Snapshots snapshots;
  private final NameSearch names;
  private final Duration patience;
  private final ModelQueryParser parser;

  ModelsResource(
      ModelList list,
      Snapshots snapshots,
      NameSearch names,
      AttemptConfig attempts,
      ProvidersConfig providers) {
    patience = attempts.slowReaderTimeout();
    this.list = list;
    this.snapshots = snapshots;
    this.names = names;
    parser =
        new ModelQueryParser(
            Providers.from(providers).all().stream()
                .map(Provider::id)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @GET
  public Response list(
      @Context UriInfo uri,
      @Context RoutingContext context,
      @HeaderParam("If-None-Match") String held) {
    ModelIndex index = list.current();
    ModelQuery query = query(uri);
    String tag = EntityTags.of(index.digest(), query);
    if (EntityTags.matches(held, tag)) {
      return labelled(Response.notModified(), tag);
    }
    ModelPage page = new ModelPage(query.of(index), query.limit());
    Object body =
        page.length() <= PacedOutput.PIECE
            ? page.toBytes()
            : (StreamingOutput) out -> write(page, out, context.response());
    return labelled(Response.ok(body), tag);
  }

  /** A caller who leaves before the end is no failure of ours. */
  private void write(ModelPage page, OutputStream out, HttpServerResponse response)
      throws IOException {
    try {
      OutputStream paced = new PacedOutput(out, response, patience);
      page.write(paced);
      paced.flush();
    } catch (PacedOutput.CallerLeftException e) {
      // Nobody is there to be told.
    } catch (IOException e) {
      if (!response.closed()) {
        throw e;
      }
    }
  }

  private ModelQuery query(UriInfo uri) {
    try {
      return parser.parse(uri.getQueryParameters());
    } catch (InvalidParameterException e) {
      throw ModelErrors.parameter(e).exception();
    }
  }

  /**
   * @param id any name that a completion takes; its slashes as they are or encoded
   */
  @GET
  @Path("/{id: .+}")
  public Response model(
      @PathParam("id") String id,
      @Context RoutingContext context,
      @HeaderParam("If-None-Match") String held) {
    ModelRow row =
        switch (list.find(ModelPath.id(context.request().path(), "/v1/models/", id))) {
          case ModelList.Named.Found found -> found.row();
          case ModelList.Named.Missing missing ->
              throw ModelErrors.unknown(missing.unknown(), snapshots, names).exception();
        };
    String tag = EntityTags.of(row.digest());
    return EntityTags.matches(held, tag)
        ? labelled(Response.notModified(), tag)
        : labelled(Response.ok(row.json()), tag);
  }

  private Response labelled(Response.ResponseBuilder response, String tag) {
    return response
        .header("ETag", tag)
        .header("Cache-Control", "private, no-cache")
        .header("x-gatewayz-snapshot-age", snapshots.age().toSeconds())
        .build();
  }
}
