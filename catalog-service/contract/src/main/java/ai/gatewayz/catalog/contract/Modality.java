package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What goes into a model or comes out of it. */
public enum Modality {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("image")
  IMAGE,
  @JsonProperty("audio")
  AUDIO,
  @JsonProperty("video")
  VIDEO,
  @JsonProperty("file")
  FILE,
  @JsonProperty("embedding")
  EMBEDDING,
  /** a modality that this reader is too old to know */
  @JsonEnumDefaultValue
  @JsonProperty("other")
  OTHER
}
