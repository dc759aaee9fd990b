package ai.gatewayz.gateway.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.chattoresponses.Asked;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.StreamProgress;
import ai.gatewayz.gateway.sse.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of providers that speak Responses. JSON is written with single quotes. */
class NativeResponsesTest {

  private static final Asked ASKED =
      new Asked("asked", 11, "{}".getBytes(StandardCharsets.UTF_8), Set.of(), false, 77);

  private static final String STREAM =
      event(
              "response.created",
              "'response':{'id':'gen-1','object':'response','created_at':5,'status':'in_progress','model':'up','error':null,'output':[]},'sequence_number':0")
          + event("response.in_progress", "'response':{'id':'gen-1'},'sequence_number':1")
          + event(
              "response.output_item.added",
              "'output_index':0,'item':{'type':'message','id':'m','content':[]},'sequence_number':2")
          + event(
              "response.output_text.delta", "'delta':'w\u00f6rd \ud83d\ude00','sequence_number':3")
          + event(
              "response.output_text.done", "'text':'w\u00f6rd \ud83d\ude00','sequence_number':4")
          + event("response.new_thing", "'x':1.0,'sequence_number':5")
          + event(
              "response.completed",
              "'response':{'id':'gen-1','status':'completed','usage':{'input_tokens':25,'input_tokens_details':{'cached_tokens':20},'output_tokens':9,'output_tokens_details':{'reasoning_tokens':3}}},'sequence_number':6");

  private static String event(String type, String members) {
    return ("event: " + type + "\ndata: {'type':'" + type + "'," + members + "}\n\n")
        .replace('\'', '"');
  }

  private static Bytes bytes(String json) {
    return Bytes.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Chunk chunk(String json) {
    return new NativeEvents(ASKED).read(bytes(json));
  }

  private static Chunk.Part part(String json) {
    return assertInstanceOf(Chunk.Part.class, chunk(json));
  }

  private static String passed(StreamProgress progress, String stream, int... cuts) {
    StreamEvents events = new StreamEvents(false, new NativeEvents(ASKED));
    byte[] all = stream.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i == cuts.length ? all.length : cuts[i];
      events.feed(Arrays.copyOfRange(all, from, to));
      from = to;
      while (events.next()) {
        progress.saw(events.chunk());
        out.writeBytes(events.forCaller().copy());
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStreamIsPassedOnByteForByteWhereverItIsCut() {
    StreamProgress progress = new StreamProgress(1);
    assertEquals(STREAM, passed(progress, STREAM));
    assertTrue(progress.complete());
    assertTrue(progress.mayBeDone());
    assertEquals(new Usage(25, 9, 20, 0, 3, null), progress.usage());
    assertTrue(progress.written() > 0);
    Random random = new Random(3);
    int length = STREAM.getBytes(StandardCharsets.UTF_8).length;
    for (int round = 0; round < 200; round++) {
      int[] cuts = random.ints(1 + random.nextInt(20), 0, length).sorted().distinct().toArray();
      assertEquals(STREAM, passed(new StreamProgress(1), STREAM, cuts));
    }
  }

  @Test
  void nothingComesBehindTheEnd() {
    StreamProgress progress = new StreamProgress(1);
    assertEquals(STREAM, passed(progress, STREAM + STREAM + "data: [DONE]\n\n"));
    assertTrue(progress.complete());
  }

  @Test
  void theWordOfTheOtherProtocolIsNoEndWithoutAnEnd() {
    StreamProgress progress = new StreamProgress(1);
    String cut = STREAM.substring(0, STREAM.indexOf("event: response.completed"));
    assertEquals(cut, passed(progress, cut + "data: [DONE]\n\n"));
    assertFalse(progress.complete());
    assertFalse(progress.mayBeDone());
  }

  @Test
  void contentIsWhatAReaderSees() {
    assertFalse(
        part("{'type':'response.output_item.added','item':{'type':'message','content':[]}}")
            .content());
    assertTrue(
        part("{'type':'response.output_item.added','item':{'type':'function_call','name':'f'}}")
            .content());
    assertTrue(part("{'type':'response.function_call_arguments.delta','delta':'{'}").thinking());
    assertTrue(part("{'type':'response.reasoning_summary_text.delta','delta':'x'}").thinking());
    assertFalse(part("{'type':'response.output_text.delta','delta':'x'}").thinking());
    assertFalse(part("{'type':'response.output_text.done','text':'x'}").content());
    assertTrue(
        part("{'type':'response.incomplete','response':{'status':'incomplete'}}").finishes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'response.failed','response':{'status':'failed','error':{'code':'rate_limit_exceeded','message':'m'}}}",
        "{'type':'error','code':'rate_limit_exceeded','message':'m','sequence_number':3}",
        "{'type':'error','error':{'code':'rate_limit_exceeded','message':'m'}}",
        "{'error':{'code':'rate_limit_exceeded','message':'m'}}"
      })
  void errorsAreNoContent(String json) throws Exception {
    Chunk.Error error = assertInstanceOf(Chunk.Error.class, chunk(json));
    JsonNode told = new ObjectMapper().readTree(error.json()).path("error");
    assertEquals("rate_limit_exceeded", told.path("code").asText());
    assertEquals("m", told.path("message").asText());
  }

  @Test
  void aStreamThatBreaksOffFailsWithTheNextNumberAndTheWordsThatAgentsActOn() throws Exception {
    NativeEvents form = new NativeEvents(ASKED);
    form.read(
        bytes(
            "{'type':'response.created','response':{'id':'gen-1','created_at':5,'model':'up'},'sequence_number':0}"));
    form.read(bytes("{'type':'response.output_text.delta','delta':'x','sequence_number':7}"));
    Failure failure =
        Failure.of(GatewayError.ANSWER_INTERRUPTED, "It broke off.")
            .with(Failure.FINDING, "rate_limited")
            .withRetryAfter(Duration.ofMillis(1_500));
    String event = new String(form.error(failure, "r1"), StandardCharsets.UTF_8);
    assertTrue(event.startsWith("event: response.failed\ndata: "), event);
    JsonNode told = new ObjectMapper().readTree(event.substring(event.indexOf('{')));
    assertEquals(8, told.path("sequence_number").asInt());
    assertEquals("gen-1", told.at("/response/id").asText());
    assertEquals("up", told.at("/response/model").asText());
    assertEquals(5, told.at("/response/created_at").asInt());
    assertEquals("failed", told.at("/response/status").asText());
    assertEquals("rate_limit_exceeded", told.at("/response/error/code").asText());
    assertEquals(
        "It broke off. Please try again in 2s.", told.at("/response/error/message").asText());
  }

  @Test
  void aWholeResponseIsReadWithItsUsage() {
    Chunk.Part part =
        assertInstanceOf(
            Chunk.Part.class,
            NativeResponse.read(
                bytes(
                    "{'object':'response','status':'completed','error':null,'output':[{'type':'function_call','name':'f','arguments':'{}'}],"
                        + "'usage':{'input_tokens':12,'output_tokens':2}}")));
    assertTrue(part.whole());
    assertTrue(part.said() > 0);
    assertEquals(new Usage(12, 2, 0, 0), part.usage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'message':{'content':'x'}}]}",
        "{'object':'response','output':'x','status':'completed'}",
        "{'object':'response','output':[],'status':'in_progress'}",
        "{'object':'response','output':[],'status':'failed'}",
        "[1]",
        "oops"
      })
  void whatIsNoResponseIsNotTakenForOne(String body) {
    assertFalse(NativeResponse.read(bytes(body)) instanceof Chunk.Part part && part.whole());
  }
}
