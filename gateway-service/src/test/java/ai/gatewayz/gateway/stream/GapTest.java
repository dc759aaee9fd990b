package ai.gatewayz.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.sse.ChunkReader;
import ai.gatewayz.gateway.sse.StreamProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapTest {

  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration THINKING = Duration.ofSeconds(120);
  private static final Gap GAP = new Gap(USUAL, THINKING);

  private static Duration after(String event) {
    StreamProgress progress = new StreamProgress(1);
    progress.saw(ChunkReader.read(event.getBytes(StandardCharsets.UTF_8)));
    return GAP.after(progress.thinking());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'name':'f'}}]}}]}",
        "{'choices':[{'delta':{}},{'delta':{'tool_calls':[{'index':0}]}}]}",
        "{'choices':[{'delta':{'function_call':{'name':'f'}}}]}",
        "{'choices':[{'delta':{'content':null,'reasoning_content':'hm'}}]}",
        "{'choices':[{'delta':{'reasoning':'hm'}}]}"
      })
  void whileAToolCallOrAThoughtIsWrittenAStreamMayBeStillForLonger(String event) {
    assertEquals(THINKING, after(event.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'delta':{'content':'tool_calls'}}]}",
        "{'choices':[{'delta':{'content':'x','tool_calls':null}}]}",
        "{'choices':[{'delta':{'content':'x','tool_calls':[],'reasoning':''}}]}",
        "{'choices':'tool_calls'}",
        "{'usage':{}}",
        "[]",
        "ping",
        ""
      })
  void afterAnythingElseItIsTheUsualTime(String event) {
    assertEquals(USUAL, after(event.replace('\'', '"')));
  }
}
