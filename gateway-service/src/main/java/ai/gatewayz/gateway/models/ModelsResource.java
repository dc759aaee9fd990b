package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import ai.gatewayz.gateway.explain.NameSearch;
import ai.gatewayz.gateway.gzip.Gzip;
import ai.gatewayz.gateway.gzip.Segments;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code GET /v1/models} and what is below it. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
// Writing a whole list waits for the reader; a virtual thread may.
@RunOnVirtualThread
public class ModelsResource {

  private static final String ADDRESS = "/v1/models";
  private static final String ENDPOINTS = "/endpoints";

  /** Less is sent as it is: it fits into a few packets. */
  private static final int LEAST_ZIPPED = 8 * 1024;

  /** The whole list takes about a megabyte in gzip; what is asked of it now and then stays too. */
  private static final long MOST_ZIPPED = 8L * 1024 * 1024;

  private final ModelList list;
  private final Snapshots snapshots;
  private final NameSearch names;
  private final OfferRecords records;
  private final Duration patience;
  private final InstantSource clock;
  private final ModelQueryParser parser;
  private final Segments segments = new Segments(MOST_ZIPPED);

  ModelsResource(
      ModelList list,
      Snapshots snapshots,
      NameSearch names,
      OfferRecords records,
      AttemptConfig attempts,
      ModelsConfig config,
      ProvidersConfig providers,
      InstantSource clock) {
    this.clock = clock;
    patience = attempts.slowReaderTimeout();
    this.list = list;
    this.snapshots = snapshots;
    this.names = names;
    this.records = records;
    parser =
        new ModelQueryParser(
            Providers.from(providers).all().stream()
                .map(Provider::id)
                .collect(Collectors.toCollection(TreeSet::new)),
            config.view());
  }

  @GET
  public Response list(@Context UriInfo uri, @Context RoutingContext context) {
    ModelIndex index = list.current().permitted(permit(context));
    HttpServerRequest request = context.request();
    if (request.getHeader(AnthropicList.HEADER) != null) {
      return anthropic(uri, request, index);
    }
    ModelQuery query = query(uri);
    boolean zips = Gzip.isAccepted(request.getHeader("Accept-Encoding"));
    String tag = EntityTags.of(index.digest(), query);
    String zipped = EntityTags.zipped(tag);
    String held = request.getHeader("If-None-Match");
    if (EntityTags.matches(held, tag)) {
      return labelled(Response.notModified(), tag);
    }
    if (zips && EntityTags.matches(held, zipped)) {
      return labelled(Response.notModified(), zipped);
    }
    ModelQuery.Page found = query.of(index);
    ModelPage page = new ModelPage(found, query, next(uri, found));
    HttpServerResponse response = context.response();
    if (zips && page.length() >= LEAST_ZIPPED) {
      Gzip gzip = page.gzip(segments);
      return labelled(
          Response.ok((StreamingOutput) out -> write(gzip::write, out, response))
              .header("Content-Encoding", "gzip"),
          zipped);
    }
    Object body =
        page.length() <= PacedOutput.PIECE
            ? page.toBytes()
            : (StreamingOutput) out -> write(page::write, out, response);
    return labelled(Response.ok(body), tag);
  }

  private Response anthropic(UriInfo uri, HttpServerRequest request, ModelIndex index) {
    try {
      MultivaluedMap<String, String> given = uri.getQueryParameters();
      AnthropicList.Asked asked =
          AnthropicList.Asked.of(parser.parse(given), new Parameters(given));
      String tag = EntityTags.of(index.digest(), asked);
      return EntityTags.matches(request.getHeader("If-None-Match"), tag)
          ? labelled(Response.notModified(), tag)
          : labelled(Response.ok(AnthropicList.page(asked, index)), tag);
    } catch (InvalidParameterException e) {
      throw ModelErrors.parameter(e).exception();
    }
  }

  /** How many models the list has. */
  @GET
  @Path("/count")
  public Response count(@Context UriInfo uri, @Context RoutingContext context) {
    ModelQuery.Page found = query(uri).of(list.current().permitted(permit(context)));
    return labelled(Response.ok("{\"data\":{\"count\":" + found.total() + "}}"), null);
  }

  private interface Body {
    void write(OutputStream out) throws IOException;
  }

  /** A caller who leaves before the end is no failure of ours. */
  private void write(Body body, OutputStream out, HttpServerResponse response) throws IOException {
    try {
      OutputStream paced = new PacedOutput(out, response, patience);
      body.write(paced);
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

  /** The address of the page that follows; null for none. */
  private static String next(UriInfo uri, ModelQuery.Page page) {
    if (!page.hasMore()) {
      return null;
    }
    StringBuilder address = new StringBuilder(ADDRESS).append('?');
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!name.equals("offset")) {
                values.forEach(
                    value ->
                        address
                            .append(ModelPath.encode(name))
                            .append('=')
                            .append(ModelPath.encode(value))
                            .append('&'));
              }
            });
    return address.append("offset=").append(page.offset() + page.rows().size()).toString();
  }

  /**
   * @param routed any name that a completion takes; its slashes as they are or encoded
   */
  @GET
  @Path("/{id: .+}")
  public Response model(@PathParam("id") String routed, @Context RoutingContext context) {
    String name = ModelPath.id(context.request().path(), ADDRESS + "/", routed);
    return switch (list.find(name)) {
      case ModelList.Named.Found found ->
          one(permitted(name, found.row(), permit(context)), context.request());
      case ModelList.Named.Missing missing ->
          name.endsWith(ENDPOINTS)
              ? endpoints(name.substring(0, name.length() - ENDPOINTS.length()), permit(context))
              : unknown(missing, permit(context));
    };
  }

  private static Permit permit(RoutingContext context) {
    return KeyFilter.caller(context).permit();
  }

  /** As the caller may see it; where he may use nothing of it, he is refused as a completion is. */
  private ModelRow permitted(String name, ModelRow row, Permit permit) {
    return row.permitted(permit::allows, list.current().reach())
        .orElseThrow(() -> ModelErrors.forbidden(name, row, clock.instant()).exception());
  }

  private Response one(ModelRow row, HttpServerRequest request) {
    boolean anthropic = request.getHeader(AnthropicList.HEADER) != null;
    byte[] json = anthropic ? AnthropicList.json(row.summary()) : row.json();
    String tag = EntityTags.of(anthropic ? EntityTags.digest(json) : row.digest());
    return EntityTags.matches(request.getHeader("If-None-Match"), tag)
        ? labelled(Response.notModified(), tag)
        : labelled(Response.ok(json), tag);
  }

  private Response endpoints(String name, Permit permit) {
    return switch (list.find(name)) {
      case ModelList.Named.Found found -> {
        ModelRow row = permitted(name, found.row(), permit);
        yield labelled(Response.ok(EndpointsJson.write(row.summary(), records::of)), null);
      }
      case ModelList.Named.Missing missing -> unknown(missing, permit);
    };
  }

  private Response unknown(ModelList.Named.Missing missing, Permit permit) {
    throw ModelErrors.unknown(missing.unknown(), snapshots, names, permit).exception();
  }

  private Response labelled(Response.ResponseBuilder response, String tag) {
    return new Labels(tag, snapshots.age().toSeconds()).on(response);
  }
}
