package ai.gatewayz.gateway.completion;

import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * One provider at two addresses: it speaks another protocol to whom it is native, and chat
 * completions to everybody. What it says is by the address that is asked.
 */
abstract class MessagesScene {

  static final String SPOKEN = "POST /v1/messages ";
  static final String RESPONSES = "POST /v1/responses ";

  /** However the caller's library writes it. */
  private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");

  static final String MESSAGE =
      q(
          "{'id':'msg_1','type':'message','role':'assistant','model':'up','content':[{'type':'text','text':'native words'}],"
              + "'stop_reason':'end_turn','stop_sequence':null,'usage':{'input_tokens':5,'output_tokens':2},'new':[1, 2]}");

  static final String MESSAGE_BEGUN =
      event(
              "message_start",
              "'message':{'id':'msg_1','type':'message','role':'assistant','model':'up','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':5,'output_tokens':1}}")
          + event("content_block_start", "'index':0,'content_block':{'type':'text','text':''}")
          + event(
              "content_block_delta",
              "'index':0,'delta':{'type':'text_delta','text':'native words'}");

  static final String MESSAGE_EVENTS =
      MESSAGE_BEGUN
          + event("content_block_stop", "'index':0")
          + event(
              "message_delta",
              "'delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':2}")
          + event("message_stop", "'new':1");

  static final String CHAT =
      q(
          "{'id':'c1','model':'up','choices':[{'index':0,'message':{'role':'assistant','content':'translated words'},"
              + "'finish_reason':'stop'}],'usage':{'prompt_tokens':9,'completion_tokens':3,'prompt_tokens_details':{'cached_tokens':4}}}");

  static final String WORDS = chunk("{'content':'translated words'}", "null");
  static final String CHAT_EVENTS =
      chunk("{'role':'assistant','content':''}", "null")
          + WORDS
          + chunk("{}", "'stop'")
          + q(
              "data: {'id':'c1','choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3}}\n\n")
          + "data: [DONE]\n\n";

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  RawProvider provider;
  Caller caller;

  /** That of the other protocol. */
  String address = SPOKEN;

  /** What is answered at either address, unless a test wants something else. */
  UnaryOperator<String> spoken =
      body -> streamed(body) ? stream(MESSAGE_EVENTS) : whole(200, MESSAGE);

  UnaryOperator<String> chat = body -> streamed(body) ? stream(CHAT_EVENTS) : whole(200, CHAT);

  @BeforeEach
  void provider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    provider.script(this::answer);
    caller = new Caller(port);
  }

  void answer(String head, String body, OutputStream out) throws IOException {
    RawProvider.write(out, head.startsWith(address) ? spoken.apply(body) : chat.apply(body));
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    provider.close();
    await()
        .until(
            () ->
                seats.taken("replay") == 0
                    && seats.taken("replay-openrouter") == 0
                    && registry.get("gatewayz.requests.active").gauge().value() == 0
                    && registry.get("gatewayz.answers.bytes").gauge().value() == 0);
  }

  void offered(Offer... offers) {
    Offered.only(List.of(offers), kafka, snapshots, standings);
  }

  /** The callers' requests at an address, without the questions of the gateway itself. */
  List<String> asked(String address) {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < provider.bodies().size(); i++) {
      String body = provider.bodies().get(i);
      if (provider.heads().get(i).startsWith(address) && body.contains("hello")) {
        asked.add(body);
      }
    }
    return asked;
  }

  static boolean streamed(String body) {
    return STREAM.matcher(body).find();
  }

  static String whole(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String stream(String events) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
        + events;
  }

  static String event(String type, String members) {
    return "event: " + type + q("\ndata: {'type':'" + type + "'," + members + "}\n\n");
  }

  static String chunk(String delta, String finish) {
    return q(
        "data: {'id':'c1','model':'up','choices':[{'index':0,'delta':"
            + delta
            + ",'finish_reason':"
            + finish
            + "}]}\n\n");
  }

  /** With double quotes for single ones. */
  static String q(String json) {
    return json.replace('\'', '"');
  }

  /** The names of a stream's events, in their order. */
  static List<String> names(Caller.Answer answer) {
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring("event: ".length()))
        .toList();
  }
}
