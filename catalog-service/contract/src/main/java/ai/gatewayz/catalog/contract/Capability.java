package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be asked of an offer beyond its {@link Task}. */
public enum Capability {
  /** answers {@code /chat/completions} */
  @JsonProperty("chat")
  CHAT,
  /** answers {@code /completions} */
  @JsonProperty("completions")
  COMPLETIONS,
  /** answers {@code /embeddings} */
  @JsonProperty("embeddings")
  EMBEDDINGS,
  /** answers Anthropic's {@code /messages} */
  @JsonProperty("messages")
  MESSAGES,
  /** answers OpenAI's {@code /responses} */
  @JsonProperty("responses")
  RESPONSES,
  /** answers {@code /rerank} */
  @JsonProperty("rerank")
  RERANK,
  /** answers {@code /images/generations} */
  @JsonProperty("images")
  IMAGES,
  /** answers {@code /audio/speech} */
  @JsonProperty("speech")
  SPEECH,
  /** answers {@code /audio/transcriptions} */
  @JsonProperty("transcriptions")
  TRANSCRIPTIONS,
  @JsonProperty("tools")
  TOOLS,
  /** accepts images in messages */
  @JsonProperty("vision")
  VISION,
  /** keeps to a JSON schema given in {@code response_format} */
  @JsonProperty("structured_output")
  STRUCTURED_OUTPUT,
  /** thinks before it answers: slow first token, a larger output budget */
  @JsonProperty("reasoning")
  REASONING,
  /** a capability that this reader is too old to know */
  @JsonEnumDefaultValue
  @JsonProperty("other")
  OTHER
}
