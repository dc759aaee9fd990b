package ai.gatewayz.providers.dialect;

import ai.gatewayz.providers.Entries;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Entries of which any field may be missing, null or of any other type. */
final class SpoiltEntries {

  private static final String ENTRY =
      "{'id':'a/b','name':'n','display_name':'d','displayName':'d','object':'model','created':1760000000,"
          + "'createdAt':'2026-01-02T03:04:05Z','createTime':'2026-01-02T03:04:05Z','type':'chat',"
          + "'hugging_face_id':'a/B','huggingFaceUrl':'https://huggingface.co/a/B','active':true,"
          + "'architecture':{'input_modalities':['text','image'],'output_modalities':['text']},"
          + "'pricing':{'prompt':'0.0000001','completion':'1e-7','input':1.5,'output':2,"
          + "'cached_input':0.1,'input_cache_read':'0.00000001','request':'0'},"
          + "'top_provider':{'max_completion_tokens':4096},'supported_parameters':['tools'],"
          + "'context_length':32768,'contextLength':32768,'max_completion_tokens':4096,"
          + "'expiration_date':'2026-12-31','deprecationDate':{'year':2026,'month':2,'day':31},"
          + "'features':{'tool_use':true},'availability':{'tier':'cold'},'status':'active',"
          + "'kind':'HF_BASE_MODEL','state':'READY','public':true,'supportsServerless':true,"
          + "'supports_chat':true,'supports_tools':true,'private':false,'disabled':false,"
          + "'pipeline_tag':'text-generation','tags':['conversational'],'inferenceProviderMapping':"
          + "[{'provider':'hf-inference','status':'live','task':'conversational'}],'providers':["
          + "{'provider':'groq','status':'live','context_length':1000,'pricing':{'input':1,'output':2},"
          + "'is_free':false,'supports_tools':true,'first_token_latency_ms':12.5,'throughput':35}]}";

  private final Random random = new Random(20_260_801);

  private final ObjectNode sound = (ObjectNode) Entries.entry(ENTRY);

  /**
   * @param own an entry of one list, which is spoilt together with what those of others have
   */
  SpoiltEntries(JsonNode own) {
    sound.setAll((ObjectNode) own);
  }

  /** Nothing of it is spoilt. */
  JsonNode sound() {
    return sound.deepCopy();
  }

  JsonNode next() {
    return spoilt(sound());
  }

  /** The entry with some of its values, at any depth, put in place of by others. */
  private JsonNode spoilt(JsonNode entry) {
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      List<JsonNode> containers = new ArrayList<>();
      collect(entry, containers);
      switch (containers.get(random.nextInt(containers.size()))) {
        case ObjectNode object -> {
          List<String> names = new ArrayList<>();
          object.fieldNames().forEachRemaining(names::add);
          if (!names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
              object.remove(name);
            } else {
              object.set(name, odd());
            }
          }
        }
        case ArrayNode array -> array.add(odd());
        case JsonNode other -> throw new IllegalStateException(other.toString());
      }
    }
    return entry;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  @SuppressWarnings("deprecation")
  private JsonNode odd() {
    JsonNodeFactory nodes = JsonNodeFactory.withExactBigDecimals(true);
    List<JsonNode> odd =
        List.of(
            nodes.nullNode(),
            nodes.booleanNode(random.nextBoolean()),
            nodes.numberNode(random.nextLong()),
            nodes.numberNode(-1),
            nodes.numberNode(0),
            nodes.numberNode(new BigDecimal("1e999999999")),
            nodes.numberNode(new BigDecimal("1e-999999999")),
            nodes.numberNode(new BigDecimal("9".repeat(300))),
            nodes.textNode(""),
            nodes.textNode(" "),
            nodes.textNode("1e999999999"),
            nodes.textNode("NaN"),
            nodes.textNode("a\u0000b"),
            nodes.textNode("half \ud83d"),
            nodes.textNode("://[::"),
            nodes.textNode("9999-99-99"),
            nodes.textNode("+999999999-12-31T23:59:59.999999999Z"),
            nodes.textNode("x".repeat(10_000)),
            nodes.objectNode(),
            nodes.objectNode().put("input", "free"),
            nodes.arrayNode(),
            nodes.arrayNode().add(nodes.arrayNode().add(nodes.nullNode())));
    return odd.get(random.nextInt(odd.size()));
  }
}
