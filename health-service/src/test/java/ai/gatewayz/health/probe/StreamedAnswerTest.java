package ai.gatewayz.health.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.evidence.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamedAnswerTest {

  private static final Answer.Http PLAIN = new Answer.Http(200, name -> null, new byte[0]);
  private static final String WORD = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
  private static final String STOP =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private final StreamedAnswer stream = new StreamedAnswer();

  private StreamedAnswer comes(String text) {
    stream.add(text.getBytes(StandardCharsets.UTF_8));
    return stream;
  }

  @Test
  void commentsAndAnOpeningRoleAreNoWords() {
    assertFalse(comes(": OPENROUTER PROCESSING\n\n").spoke());
    assertFalse(
        comes("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n")
            .spoke());
    assertFalse(comes("data: {\"choices\":[{\"delta\":{\"con").spoke());
    assertFalse(comes("tent\":\"Hi\"}}]}").spoke());
    assertTrue(comes("\n").spoke());
    assertFalse(stream.over());
  }

  @Test
  void anEventWithANumberThatNoneCanBeIsGarbled() {
    comes("data: {\"created\":1E-2147483648,\"choices\":[]}\n\n" + WORD + DONE);
    assertInstanceOf(Answer.CutShort.class, stream.ended(PLAIN));
    assertTrue(Usage.in("{\"usage\":{\"prompt_tokens\":1E-2147483648}}".getBytes(UTF_8)).isEmpty());
  }

  @Test
  void thinkingAndAnEndAreWords() {
    assertTrue(
        comes("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Well\"}}]}\n").spoke());
    assertTrue(new StreamedAnswerTest().comes(STOP).spoke());
  }

  @Test
  void itIsOverAtItsEndMarkAndWholeWithAFinishReason() {
    comes(WORD + WORD + STOP);
    assertFalse(stream.over());
    assertTrue(comes(DONE).over());
    assertSame(PLAIN, stream.ended(PLAIN));
    assertEquals(Optional.of(new Usage(10, 2)), stream.usage(10));
  }

  @Test
  void whatCameIsTheMessageThatItWouldHaveBeenWhole() throws IOException {
    comes(
        "data: {'choices':[{'delta':{'role':'assistant','reasoning':'h','reasoning_content':'h'}}]}\n\n"
                .replace('\'', '"')
            + "data: {'choices':[{'delta':{'reasoning':'m'}}]}\n\n".replace('\'', '"')
            + WORD
            + WORD
            + call("{'index':0,'function':{'name':'f','arguments':''}}")
            + call("{'index':1,'function':{'name':'g','arguments':'[1'}}")
            + call("{'index':0,'function':{'arguments':'{}'}}")
            + call("{'index':1,'function':{'arguments':']'}}")
            + "data: {'choices':[{'delta':{},'finish_reason':'tool_calls'}]}\n\n".replace('\'', '"')
            + "data: {'choices':[],'usage':{'completion_tokens':9}}\n\n".replace('\'', '"')
            + DONE);
    assertEquals(
        EventJson.mapper()
            .readTree(
                "{'choices':[{'finish_reason':'tool_calls','message':{'content':'HiHi','reasoning_content':'hm','tool_calls':[{'function':{'name':'f','arguments':'{}'}},{'function':{'name':'g','arguments':'[1]'}}]}}],'usage':{'completion_tokens':9}}"
                    .replace('\'', '"')),
        EventJson.mapper().readTree(stream.whole()));
  }

  private static String call(String call) {
    return "data: {\"choices\":[{\"delta\":{\"tool_calls\":["
        + call.replace('\'', '"')
        + "]}}]}\n\n";
  }

  @Test
  void anEndMarkThatTheConnectionCutsOffIsNotMissed() {
    assertSame(PLAIN, comes(WORD + STOP + "data: [DONE]").ended(PLAIN));
    assertSame(PLAIN, new StreamedAnswerTest().comes(WORD + STOP).ended(PLAIN));
  }

  @Test
  void wordsWithoutAnEndAreNoAnswer() {
    assertInstanceOf(Answer.CutShort.class, comes(WORD).ended(PLAIN));
    assertInstanceOf(
        Answer.CutShort.class, new StreamedAnswerTest().comes(WORD + DONE).ended(PLAIN));
    assertEquals(Optional.empty(), stream.usage(10));
  }

  @Test
  void aServerThatGivesNoReasonsTellsTheTokensAtTheEnd() {
    String usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}\n\n";
    assertSame(PLAIN, comes(WORD + usage + DONE).ended(PLAIN));
    assertEquals(Optional.of(new Usage(9, 1)), stream.usage(48));
  }

  @Test
  void garbageAndErrorsAfterTheFirstWordAreHeard() {
    assertInstanceOf(Answer.CutShort.class, comes(WORD + "data: oops\n" + STOP).ended(PLAIN));
    StreamedAnswer failed =
        new StreamedAnswerTest().comes(WORD + "data: {\"error\":{\"code\":502}}\n");
    assertTrue(failed.over());
    assertInstanceOf(Answer.StreamError.class, failed.ended(PLAIN));
  }

  @Test
  void anErrorBeforeAnyWordStandsInTheAnswerItself() {
    assertSame(PLAIN, comes("data: {\"error\":{\"code\":502}}\n\n").ended(PLAIN));
  }

  @Test
  void emptyChoicesAreForTheClassifierToJudge() {
    assertSame(PLAIN, comes("data: {\"choices\":[]}\n\n" + DONE).ended(PLAIN));
  }

  @Test
  void whatIsNoStreamIsNotHeard() {
    assertFalse(comes("{\"error\":{\"message\":\"no\"}}\n").begun());
  }
}
