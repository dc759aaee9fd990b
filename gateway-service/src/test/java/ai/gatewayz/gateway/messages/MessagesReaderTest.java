package ai.gatewayz.gateway.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.messagestochat.MessagesToChat;
import ai.gatewayz.gateway.messagestochat.Translation;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read of a request before anybody is asked is what its translation says, without one.
 * Requests are written with single quotes for double ones.
 */
class MessagesReaderTest {

  private static final String HELLO = "'messages':[{'role':'user','content':'Hi'}]";
  private static final String LONG = "The gateway routes each request to a provider. ".repeat(9);

  private static byte[] body(String members) {
    return ("{'model':'m','max_tokens':64," + members + "}")
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static CompletionRequest read(String members) {
    byte[] body = body(members);
    return MessagesReader.answered(name -> null)
        .scan(new RequestBody("somebody", body, body.length, () -> {}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HELLO,
        HELLO + ",'system':'Be brief','stream':true",
        HELLO + ",'system':[{'type':'text','text':'Be brief'}],'max_tokens2':1",
        "'messages':[{'role':'user','content':[{'type':'text','text':'See'},"
            + "{'type':'image','source':{'type':'url','url':'https://x/y.png'}},"
            + "{'source':{'media_type':'image/png','data':'aGVsbG8=','type':'base64'},'type':'image'}]}]",
        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}]",
        "'messages':[{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'A text'},'title':'T'}]}]",
        "'messages':[{'role':'user','content':[{'type':'document','source':{'type':'content','content':[{'type':'text','text':'A'}]}}]}]",
        "'messages':[{'role':'user','content':[{'type':'document','source':{'type':'content','content':[{'type':'image'}]}}]}]",
        "'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'document','source':{'type':'url','url':'https://x'}}]}]",
        "'messages':[{'role':'user','content':[{'type':'search_result','source':'s','title':'t','content':[{'type':'text','text':'A'}]}]}]",
        "'messages':[{'content':[{'type':'thinking','thinking':'hm','signature':''},{'type':'text','text':'a'}],'role':'assistant'}]",
        "'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'s'},"
            + "{'type':'redacted_thinking','data':'x'},{'type':'tool_use','id':'i','name':'f','input':{'a':[1,{}]}}]},"
            + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'i','content':[{'type':'text','text':'one'},"
            + "{'type':'image','source':{'type':'url','url':'https://x'}}]}]}]",
        "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'i','content':'one'},"
            + "{'type':'tool_result','tool_use_id':'i','content':[{'type':'text','text':'a'},{'type':'document','source':{'type':'url','url':'u'}}]}]}]",
        "'messages':[{'role':'assistant','content':[{'type':'server_tool_use','id':'i','name':'web_search','input':{}}]}]",
        HELLO + ",'tools':[{'name':'f','description':'d','input_schema':{'type':'object'}}]",
        HELLO
            + ",'tools':[{'name':'f','input_schema':{}},{'type':'web_search_20250305','name':'w'}]",
        HELLO + ",'tools':[]",
        HELLO + ",'container':'c'",
        HELLO + ",'mcp_servers':[],'container':null",
        HELLO + ",'mcp_servers':[{'url':'u'}]",
        HELLO + ",'output_config':{'effort':'high','format':{'type':'json_schema','schema':{}}}",
        HELLO + ",'output_format':{'schema':{'type':'object'},'type':'json_schema'}",
        HELLO + ",'thinking':{'type':'enabled','budget_tokens':4096}",
        HELLO + ",'response_format':{'type':'json_schema'},'n':3,'stream_options':7"
      })
  void saysWhatTheTranslationSays(String members) {
    CompletionRequest request = read(members);
    byte[] body = body(members);
    Translation chat = MessagesToChat.of(body, body.length);
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
        "'messages':[{'role':'user','content':'%s'}]",
        "'system':'%s','messages':[{'role':'user','content':'%s'},{'role':'assistant','content':'%s'},{'role':'user','content':'%s'}]",
        "'system':[{'type':'text','text':'%s'}],'messages':[{'role':'user','content':[{'type':'text','text':'%s'}]}]",
        "'messages':[{'role':'user','content':[{'type':'tool_result','content':[{'type':'text','text':'%s'}]}]}]",
        "'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'i','name':'f','input':{'a':'%s'}}]}]",
        "'messages':[{'role':'user','content':'%s'}],'tools':[{'name':'f','description':'%s','input_schema':{'type':'object'}}]",
        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'%s'}}]}]"
      })
  void itsTokensAreAboutThoseOfTheTranslation(String members) {
    String filled = members.replace("%s", LONG);
    byte[] body = body(filled);
    long said =
        RequestScanner.scan(Operation.CHAT, MessagesToChat.of(body, body.length).body())
            .promptTokens();
    assertEquals(said, read(filled).promptTokens(), 8 + 0.1 * said);
  }

  @Test
  void isTranslatedOnceAndOnlyWhereThatIsWanted() {
    CompletionRequest request = read(HELLO + ",'stop_sequences':['x'],'top_k':3");
    assertFalse(request.spoken().isTranslated());
    assertSame(request.spoken().in(request), request.spoken().in(request));
    assertTrue(request.spoken().isTranslated());
    assertEquals("top_k", String.join(",", request.spoken().in(request).dropped()));
    assertTrue(request.spoken().in(request).request().ordinary());
  }

  /** What is only wrong is a provider's to refuse, and the translation's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'messages':[{'role':'nobody','content':'Hi'}]",
        "'messages':[{'role':'user','content':7}]",
        HELLO + ",'tools':[{'name':'f'}]",
        HELLO + ",'stop_sequences':[7]",
        HELLO + ",'a':{'b':1,'b':2}"
      })
  void whatIsWrongIsRefusedWhenItIsTranslated(String members) {
    CompletionRequest request = read(members);
    assertThrows(FailureException.class, () -> request.spoken().in(request));
    assertFalse(request.spoken().isTranslated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'messages':[]",
        "'messages':'Hi'",
        "'messages':[7]",
        "'system':'Hi'",
        HELLO + ",'messages':[]",
        HELLO + ",'system':'a','system':'b'",
        HELLO + ",'System':'a'",
        "'messages':[{'role':'user','content':'Hi','content':'Ho'}]",
        "'messages':[{'role':'user','Role':'assistant','content':'Hi'}]",
        "'messages':[{'role':'user','content':[{'type':'text','text':'Hi','Text':'Ho'}]}]",
        "'messages':[{'role':'user','content':'Hi'}"
      })
  void whatNobodyCouldBeAskedIsRefusedAtOnce(String members) {
    assertThrows(FailureException.class, () -> read(members));
  }
}
