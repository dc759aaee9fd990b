package ai.gatewayz.providers.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.openai.OpenAi;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer with status 200 is one only where it holds something. */
class WithoutAnswerTest {

  private final Classifier classifier = Classifier.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[]]",
        "{\"id\":\"x\",\"object\":\"chat.completion\"}",
        "{\"id\":\"x\",\"choices\":null}",
        "{\"id\":\"x\",\"choices\":[]}",
        "{\"id\":\"x\",\"choices\":{}}",
        "{\"choices\":[null]}",
        "{\"choices\":[{}]}",
        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"index\":0,\"message\":null,\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"index\":0,\"message\":null,\"finish_reason\":\"length\"}]}",
        "{\"choices\":[{\"message\":{}}]}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\"}}]}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]},\"finish_reason\":null}]}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}",
        "{\"object\":\"list\",\"data\":[]}",
        "{\"object\":\"list\",\"data\":null}",
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":[]}]}",
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":null}]}",
        "{\"results\":[]}",
        "{\"results\":[{\"flagged\":true}]}",
        "{\"results\":[{\"index\":0}]}",
        "{\"choices\":[],\"error\":{}}",
        "{\"choices\":[],\"error\":false}",
        "data: {\"choices\":[]}\n\ndata: [DONE]\n\n",
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\ndata: [DONE]\n\n",
        "data: [DONE]\n\n",
        "data: no JSON\n\ndata: [DONE]\n\n",
      })
  void nothingInItIsNoAnswer(String body) {
    assertEquals(Finding.GARBLED, finding(body), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":null}]}",
        // a reasoning model that thought until its budget was used up is alive
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"length\"}],\"usage\":{\"completion_tokens_details\":{\"reasoning_tokens\":16}}}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"length\"}]}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\"},\"finish_reason\":\"length\"}]}",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"message\":{\"content\":null,\"reasoning\":\"Well\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":null,\"reasoning_content\":\"Well\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"No\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"1\"}]},\"finish_reason\":\"tool_calls\"}]}",
        "{\"choices\":[{\"text\":\"Hi\"}]}",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"length\"}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\"}},{\"message\":{\"content\":\"Hi\"}}]}",
        "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1]}]}",
        "{\"object\":\"list\",\"data\":[{\"embedding\":\"AAAA\"}]}",
        "{\"results\":[{\"index\":0,\"relevance_score\":0.0}]}",
        "{\"object\":\"list\",\"data\":[{\"index\":0,\"relevance_score\":0.5}]}",
        "[[0.1,0.2]]",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"error\":null}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"error\":\"\"}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"error\":false}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"error\":{}}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"error\":[]}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"error\":{\"message\":null,\"code\":null}}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"error\":null}]}",
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n",
        "data: {\"choices\":[],\"error\":{}}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"error\":null}\n\n",
        "data: {\"choices\":[{\"delta\":{\"reasoning\":\"a\"}}]}\n\n",
        "\uFEFFdata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n",
        "data: no JSON\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n",
      })
  void anythingInItIsAnAnswer(String body) {
    assertEquals(Finding.ANSWERED, finding(body), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"message\":{\"content\":\"Hal\"}}],\"error\":{\"message\":\"boom\"}}",
        "{\"choices\":[{\"message\":{\"content\":\"Hal\"}}],\"error\":\"boom\"}",
        "{\"choices\":[{\"message\":{\"content\":\"Hal\"},\"finish_reason\":\"error\"}]}",
        "{\"choices\":[{\"message\":{\"content\":\"Hal\"},\"error\":{\"message\":\"boom\"}}]}",
      })
  void anErrorBesideIsAFailure(String body) {
    assertEquals(Finding.SERVER_ERROR, finding(body), body);
  }

  private Finding finding(String body) {
    return classifier
        .classify(
            new OpenAi().errors(),
            new Answer.Http(200, name -> null, body.getBytes(StandardCharsets.UTF_8)))
        .finding();
  }
}
