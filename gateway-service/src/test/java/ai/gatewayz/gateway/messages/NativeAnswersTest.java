package ai.gatewayz.gateway.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.StreamProgress;
import ai.gatewayz.gateway.sse.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of providers that speak Messages. JSON is written with single quotes. */
class NativeAnswersTest {

  private static final String STREAM =
      event(
              "message_start",
              "'message':{'id':'m','usage':{'input_tokens':5,'cache_read_input_tokens':20,'output_tokens':1}}")
          + event("content_block_start", "'index':0,'content_block':{'type':'text','text':''}")
          + event("ping", "'x':1")
          + event("content_block_delta", "'index':0,'delta':{'type':'text_delta','text':'wörd 😀'}")
          + event("content_block_stop", "'index':0")
          + event("message_delta", "'delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':9}")
          + event("message_stop", "'x':1");

  private static String event(String type, String members) {
    return ("event: " + type + "\ndata: {'type':'" + type + "'," + members + "}\n\n")
        .replace('\'', '"');
  }

  /** A provider names what it counts as it likes, and for as long as it likes. */
  @Test
  void ofCountsAFewAreKept() {
    NativeEvents events = new NativeEvents();
    String text = "t".repeat(1_000);
    for (int i = 0; i < 1_000; i++) {
      events.read(
          bytes("{'type':'message_delta','usage':{'n" + i + "':1,'x" + i + "':'" + text + "'}}"));
    }
    Chunk last = events.read(bytes("{'type':'message_delta','usage':{'n0':7}}"));
    assertEquals(32, events.counts());
    assertInstanceOf(Chunk.Part.class, last);
  }

  private static Chunk chunk(String json) {
    return new NativeEvents().read(bytes(json));
  }

  private static Bytes bytes(String json) {
    return Bytes.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String passed(StreamProgress progress, String stream, int... cuts) {
    StreamEvents events = new StreamEvents(false, new NativeEvents());
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
    assertEquals(new Usage(25, 9, 20, 0), progress.usage());
    Random random = new Random(3);
    int length = STREAM.getBytes(StandardCharsets.UTF_8).length;
    for (int round = 0; round < 200; round++) {
      int[] cuts = random.ints(1 + random.nextInt(20), 0, length).sorted().distinct().toArray();
      assertEquals(STREAM, passed(new StreamProgress(1), STREAM, cuts));
    }
  }

  @Test
  void contentIsWhatAReaderSees() {
    assertFalse(
        part("{'type':'content_block_start','content_block':{'type':'text','text':''}}").content());
    assertFalse(
        part("{'type':'content_block_delta','delta':{'type':'signature_delta','signature':'x'}}")
            .content());
    assertTrue(
        part("{'type':'content_block_start','content_block':{'type':'tool_use','name':'f','input':{}}}")
            .content());
    assertTrue(
        part("{'type':'content_block_delta','delta':{'type':'thinking_delta','thinking':'x'}}")
            .thinking());
    assertTrue(
        part("{'type':'content_block_delta','delta':{'type':'input_json_delta','partial_json':'{'}}")
            .content());
    assertTrue(part("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}").finishes());
  }

  private static Chunk.Part part(String json) {
    return assertInstanceOf(Chunk.Part.class, chunk(json));
  }

  @Test
  void errorsAreNoContent() {
    assertInstanceOf(
        Chunk.Error.class,
        chunk("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"));
    assertInstanceOf(Chunk.Garbage.class, chunk("oops"));
    assertInstanceOf(Chunk.Other.class, chunk("[DONE]"));
    assertEquals("", passed(new StreamProgress(1), "data: [DONE]\n\n"));
  }

  @Test
  void aStreamWithoutItsEndGetsOne() {
    NativeEvents form = new NativeEvents();
    assertEquals(
        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        new String(form.end(), StandardCharsets.UTF_8));
    Bytes stop = bytes("{'type':'message_stop'}");
    form.write(form.read(stop), stop, stop);
    assertEquals(0, form.end().length);
  }

  @Test
  void aWholeMessageIsReadWithItsUsage() {
    Chunk.Part part =
        assertInstanceOf(
            Chunk.Part.class,
            NativeMessage.read(
                bytes(
                    "{'type':'message','content':[{'type':'tool_use','id':'a','name':'f','input':{'x':1}}],"
                        + "'stop_reason':'tool_use','usage':{'input_tokens':5,'cache_creation_input_tokens':7,'output_tokens':2}}")));
    assertTrue(part.whole());
    assertTrue(part.said() > 0);
    assertEquals(new Usage(12, 2, 0, 7, 0, null), part.usage());
  }

  @Test
  void whatKeepsAStreamAliveIsAPing() {
    String ping = new MessagesCaller().keepAlive();
    assertEquals("event: ping\ndata: {\"type\":\"ping\"}\n\n", ping);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'message':{'content':'x'}}]}",
        "{'type':'message','content':'x'}",
        "{'type':'message','content':[],'stop_reason':null}",
        "[1]",
        "oops",
        "{'type':'error','error':{'type':'api_error'}}"
      })
  void whatIsNoMessageIsNotTakenForOne(String body) {
    assertFalse(NativeMessage.read(bytes(body)) instanceof Chunk.Part part && part.whole());
  }
}
