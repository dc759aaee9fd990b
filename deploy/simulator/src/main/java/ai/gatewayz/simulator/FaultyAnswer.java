package ai.gatewayz.simulator;

import ai.gatewayz.simulator.completion.CompletionRequest;
import ai.gatewayz.simulator.error.Problem;
import ai.gatewayz.simulator.error.ProviderErrors;
import ai.gatewayz.simulator.error.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An answer that goes wrong as a fault says. Faults of streams leave plain answers well, and the
 * other way round.
 */
final class FaultyAnswer {

  private static final int FLAGGED = 246;

  private final World world;
  private final String provider;
  private final CompletionRequest request;
  private final boolean chat;
  private final Function<CompletionRequest, Reply> good;
  private final StreamedAnswer stream;

  /**
   * @param good the whole of an answer without the fault
   */
  FaultyAnswer(
      World world,
      String provider,
      CompletionRequest request,
      boolean chat,
      Function<CompletionRequest, Reply> good) {
    this.world = world;
    this.provider = provider;
    this.request = request;
    this.chat = chat;
    this.good = good;
    this.stream = new StreamedAnswer(world, provider, request, chat);
  }

  void send(RoutingContext context, Fault.OfModel fault) {
    HttpServerResponse response = context.response();
    String model = request.model();
    switch (fault) {
      case Fault.Gone ignored -> refuse(response, new Problem.Gone(model));
      case Fault.Cold ignored -> refuse(response, new Problem.Cold(model));
      case Fault.RateLimited f -> refuse(response, new Problem.RateLimited(f.retryAfter()));
      case Fault.ServerError f -> refuse(response, new Problem.ServerError(f.status()));
      case Fault.Html f -> refuse(response, new Problem.Html(f.status()));
      case Fault.KeyRejected ignored -> refuse(response, new Problem.BadKey());
      case Fault.CreditsExhausted ignored -> refuse(response, new Problem.CreditsExhausted());
      case Fault.PermissionDenied ignored -> refuse(response, new Problem.PermissionDenied());
      case Fault.Gated ignored -> refuse(response, new Problem.Gated(model));
      case Fault.NotServerless ignored -> refuse(response, new Problem.NotServerless(model));
      case Fault.ContextTooLong ignored -> refuse(response, new Problem.ContextTooLong());
      case Fault.ContentFiltered ignored -> refuse(response, new Problem.ContentRefused());
      case Fault.BudgetTooSmall f -> {
        if (request.budget() > 0 && request.budget() < f.minimum()) {
          refuse(response, new Problem.BudgetTooSmall());
        } else {
          good(response);
        }
      }
      case Fault.SlowFirstToken f -> later(f.delay().toMillis(), () -> good(response));
      case Fault.Silent ignored -> {
        // never answers: the caller's patience is what is tested
      }
      case Fault.Reset ignored -> context.request().connection().close();
      case Fault.EmptyBody ignored -> response.putHeader("Content-Type", "application/json").end();
      case Fault.ErrorInside200 ignored -> errorInside(response);
      case Fault.CutAnswer ignored -> cut(context);
      case Fault.GarbledAnswer ignored -> {
        if (request.stream()) {
          good(response);
        } else {
          CompletionRoutes.whole(response, provider, "{\"id\":\"sim-1\",\"choices\":[{\"mes");
        }
      }
      case Fault.GuardrailFlagged ignored -> flagged(response);
      case Fault.RefusesPrefill ignored -> {
        if (request.endsWithAssistant()) {
          refuse(
              response,
              new Problem.BadRequest(
                  "This model does not support assistant message prefill. The conversation must end with a user message."));
        } else {
          good(response);
        }
      }
      case Fault.DislikesStreamOptions ignored -> {
        if (request.stream() && request.body().has("stream_options")) {
          whole(response, List.of("data: [DONE]\n\n"));
        } else {
          good(response);
        }
      }
      case Fault.CutStream f ->
          streamed(response, f.afterChunks(), () -> context.request().connection().close());
      case Fault.StallStream f ->
          streamed(
              response,
              f.afterChunks(),
              () -> {
                // stays open and silent
              });
      case Fault.ErrorInStream f ->
          streamed(
              response,
              f.afterChunks(),
              () -> response.end("data: " + CompletionRoutes.errorInside() + "\n\n"));
      case Fault.MalformedChunk f -> malformed(response, f.at());
      case Fault.NoDone ignored -> whole(response, stream.frames(false, false));
      case Fault.OddFraming ignored -> whole(response, stream.frames(true, true));
      case Fault.SplitWrites ignored -> split(response);
      case Fault.Refuses f -> {
        if (request.asks(f.ability())) {
          refuse(
              response,
              new Problem.BadRequest("This model does not support " + f.ability().words() + "."));
        } else {
          good(response);
        }
      }
      case Fault.Pretends f ->
          new FaultyAnswer(world, provider, request.pretending(f.ability()), chat, good)
              .good(response);
      case Fault.LongAnswer f -> LongAnswers.send(response, f);
      case Fault.Times nested -> send(context, nested.fault());
    }
  }

  private void refuse(HttpServerResponse response, Problem problem) {
    Reply reply = ProviderErrors.of(provider).of(problem);
    ListRoutes.send(response, reply);
  }

  private void later(long millis, Runnable what) {
    world.vertx().setTimer(Math.max(1, millis), t -> what.run());
  }

  private void good(HttpServerResponse response) {
    if (response.closed()) {
      return;
    }
    if (request.stream()) {
      stream.send(response);
    } else {
      ListRoutes.send(response, good.apply(request));
    }
  }

  private void flagged(HttpServerResponse response) {
    if (request.stream()) {
      response.setStatusCode(FLAGGED);
      stream.send(response);
    } else {
      Reply plain = good.apply(request);
      ListRoutes.send(response, new Reply(FLAGGED, plain.headers(), plain.body()));
    }
  }

  /** The head promises more than comes. */
  private void cut(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (request.stream()) {
      good(response);
      return;
    }
    CompletionRoutes.headers(provider, "application/json").forEach(response::putHeader);
    response.putHeader("Content-Length", "400");
    response
        .write("{\"id\":\"sim-1\",\"choices\":[{\"message\":{\"content\":\"Hel")
        .onComplete(sent -> later(5, () -> context.request().connection().close()));
  }

  private void errorInside(HttpServerResponse response) {
    if (request.stream()) {
      stream.start(response);
      response.end("data: " + CompletionRoutes.errorInside() + "\n\n");
    } else {
      CompletionRoutes.whole(response, provider, CompletionRoutes.errorInside());
    }
  }

  private void streamed(HttpServerResponse response, int chunks, Runnable then) {
    if (!request.stream()) {
      good(response);
      return;
    }
    stream.start(response);
    List<String> frames = stream.frames(false, false);
    List<Buffer> first = StreamedAnswer.buffers(frames.subList(0, Math.min(chunks, frames.size())));
    // Headers go out even where no chunk does.
    response.writeHead().onComplete(sent -> stream.write(response, first, 0, () -> later(5, then)));
  }

  private void malformed(HttpServerResponse response, int at) {
    List<String> frames = new ArrayList<>(stream.frames(true, false));
    frames.set(Math.min(at, frames.size() - 1), "data: {\"id\":\"sim-1\",\"choices\":[{\"de\n\n");
    whole(response, frames);
  }

  private void whole(HttpServerResponse response, List<String> frames) {
    if (!request.stream()) {
      good(response);
      return;
    }
    stream.start(response);
    stream.write(response, StreamedAnswer.buffers(frames), 0, response::end);
  }

  /** Seven bytes at a time: every line and every character of several bytes is cut somewhere. */
  private void split(HttpServerResponse response) {
    if (!request.stream()) {
      good(response);
      return;
    }
    Buffer all = Buffer.buffer(String.join("", stream.frames(true, false)));
    List<Buffer> pieces = new ArrayList<>();
    for (int i = 0; i < all.length(); i += 7) {
      pieces.add(all.getBuffer(i, Math.min(all.length(), i + 7)));
    }
    stream.start(response);
    writeSlowly(response, pieces, 0);
  }

  /** A timer between pieces keeps them from travelling in one packet. */
  private void writeSlowly(HttpServerResponse response, List<Buffer> pieces, int i) {
    if (i == pieces.size()) {
      response.end();
    } else if (!response.closed()) {
      response.write(pieces.get(i));
      later(1, () -> writeSlowly(response, pieces, i + 1));
    }
  }
}
