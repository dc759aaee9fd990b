package ai.gatewayz.gateway.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.responsestochat.ResponsesToChat;
import ai.gatewayz.gateway.responsestochat.Translation;
import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read of a request before anybody is asked is what its translation says, without one.
 * Requests are written with single quotes for double ones.
 */
class ResponsesReaderTest {

  private static final String LONG = "The gateway routes each request to a provider. ".repeat(9);

  private static byte[] body(String members) {
    return ("{'model':'m'," + members + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static CompletionRequest read(String members) {
    byte[] body = body(members);
    return new ResponsesReader(Instant.EPOCH)
        .scan(new RequestBody("somebody", body, body.length, () -> {}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'input':'Hi'",
        "'input':'Hi','stream':true,'max_output_tokens':9,'instructions':'Be brief','store':true",
        "'input':[{'role':'user','content':'Hi'}]",
        "'input':[{'role':'user','content':[{'type':'input_text','text':'See'},{'type':'input_image','image_url':'https://x/y.png'}]},"
            + "{'type':'reasoning','id':'r','summary':[],'encrypted_content':'gatewayz1:aG0='},"
            + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Let me see'}]},"
            + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
            + "{'type':'function_call_output','call_id':'a','output':[{'type':'input_text','text':'one'}]}]",
        "'input':[{'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}],'encrypted_content':'theirs'}]",
        "'input':[{'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}]}]",
        "'input':'x','tools':[{'type':'function','name':'f','parameters':{'type':'object'}}],'tool_choice':'auto'",
        "'input':'x','tools':[{'type':'custom','name':'t'}],'tool_choice':{'type':'custom','name':'t'}",
        "'input':'x','tools':[{'type':'function','name':'f'},{'type':'custom','name':'t','format':{'type':'grammar','syntax':'lark'}}]",
        "'input':'x','tools':[]",
        "'input':'x','text':{'format':{'type':'json_schema','name':'n','schema':{}}}",
        "'input':'x','text':{'format':{'type':'text'},'verbosity':'low'}",
        "'input':'x','reasoning':{'effort':'high'},'stream_options':{'include_usage':true},'n':4"
      })
  void saysWhatTheTranslationSays(String members) {
    CompletionRequest request = read(members);
    byte[] body = body(members);
    Translation chat = ResponsesToChat.of(body, body.length);
    assertEquals(chat.only(), request.spoken().only());
    assertEquals(chat.unsigned(), request.spoken().unsigned());
    CompletionRequest said = RequestScanner.scan(Operation.CHAT, chat.body());
    assertEquals(said.pictures(), request.pictures());
    assertEquals(said.tools(), request.tools());
    assertEquals(said.structured(), request.structured());
    assertEquals(said.stream(), request.stream());
    assertEquals(said.maxTokens(), request.maxTokens());
    assertEquals(1, request.choices());
    assertFalse(request.includeUsage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'input':'%s'",
        "'input':[{'role':'user','content':'%s'}],'instructions':'%s'",
        "'input':[{'role':'user','content':[{'type':'input_text','text':'%s'}]}]",
        "'input':[{'type':'function_call','call_id':'a','name':'f','arguments':'%s'},{'type':'function_call_output','call_id':'a','output':'%s'}]",
        "'input':'%s','tools':[{'type':'function','name':'f','description':'%s'}]"
      })
  void itsTokensAreAboutThoseOfTheTranslation(String members) {
    String filled = members.replace("%s", LONG);
    byte[] body = body(filled);
    long said =
        RequestScanner.scan(Operation.CHAT, ResponsesToChat.of(body, body.length).body())
            .promptTokens();
    assertEquals(said, read(filled).promptTokens(), 12 + 0.1 * said);
  }

  @Test
  void isTranslatedOnlyWhereThatIsWanted() {
    CompletionRequest request = read("'input':'Hi','service_tier':'flex'");
    assertFalse(request.spoken().isTranslated());
    assertEquals("service_tier", String.join(",", request.spoken().in(request).dropped()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'a':1 | input",
        "'input':7 | input",
        "'input':null | input",
        "'input':[] | input",
        "'input':[7] | input[0]",
        "'input':'x','previous_response_id':'r' | previous_response_id",
        "'input':'x','conversation':{} | conversation",
        "'input':'x','prompt':{'id':'p'} | prompt",
        "'input':'x','background':true | background",
        "'input':'x','tools':[{'type':'web_search'}] | tools[0]",
        "'input':'x','tools':{'a':1} | tools",
        "'input':'x','tool_choice':{'type':'file_search'} | tool_choice",
        "'input':[{'id':'i','type':'item_reference'}] | input[0]",
        "'input':[{'role':'user','content':'x'},{'type':'computer_call'}] | input[1]",
        "'input':[{'role':'user','content':[{'type':'input_file'}]}] | input[0].content"
      })
  void whatNobodyIsAskedIsRefusedAtOnce(String members, String param) {
    FailureException refused = assertThrows(FailureException.class, () -> read(members));
    assertEquals(param, refused.failure().param());
    byte[] body = body(members);
    FailureException translated =
        assertThrows(FailureException.class, () -> ResponsesToChat.of(body, body.length));
    assertEquals(translated.failure().message(), refused.failure().message());
  }
}
