package dev.gantry.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * The records of this package as JSON and back. Unknown members are ignored, because newer clients
 * send more; a member of the wrong type is an error. Thread-safe.
 */
public final class ApiJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(module())
          .build();

  private ApiJson() {}

  /**
   * Gets ready to read records of a type, which takes longer than reading one. Without it the first
   * {@code read} does.
   */
  public static void prepare(Class<?> type) {
    // A reader looks for all it needs when it is made, and the mapper remembers what it found.
    MAPPER.readerFor(type);
  }

  /** A record as JSON text in UTF-8. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A record from JSON text.
   *
   * @throws InvalidJsonException if the text is not JSON of this shape; the message says where
   */
  public static <T> T read(byte[] json, Class<T> type) throws InvalidJsonException {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new InvalidJsonException("the body is null (expected: an object)");
      }
      return value;
    } catch (IOException malformed) {
      throw new InvalidJsonException(reason(malformed));
    }
  }

  /**
   * A list or another generic shape from JSON text.
   *
   * @throws InvalidJsonException if the text is not JSON of this shape; the message says where
   */
  public static <T> T read(byte[] json, TypeReference<T> type) throws InvalidJsonException {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException malformed) {
      throw new InvalidJsonException(reason(malformed));
    }
  }

  /** Jackson's message without its class names, which a client cannot use. */
  private static String reason(IOException malformed) {
    if (malformed instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      StringBuilder path = new StringBuilder();
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() == null) {
          path.append('[').append(step.getIndex()).append(']');
        } else {
          path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
        }
      }
      return path + ": wrong type of value" + position(mapping);
    }
    return malformed instanceof JsonProcessingException syntax
        ? "not valid JSON" + position(syntax)
        : "not valid JSON";
  }

  private static String position(JsonProcessingException malformed) {
    return malformed.getLocation() == null
        ? ""
        : " at line "
            + malformed.getLocation().getLineNr()
            + ", column "
            + malformed.getLocation().getColumnNr();
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(Instant.class, new InstantWriter());
    module.addDeserializer(Instant.class, new InstantReader());
    module.addSerializer(FunctionStatus.State.class, new StateWriter());
    module.addDeserializer(FunctionStatus.State.class, new StateReader());
    return module;
  }

  private static final class InstantWriter extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeString(value.toString());
    }
  }

  private static final class InstantReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeException malformed) {
        throw JsonMappingException.from(json, "not a time", malformed);
      }
    }
  }

  private static final class StateWriter extends JsonSerializer<FunctionStatus.State> {
    @Override
    public void serialize(
        FunctionStatus.State value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeString(value.name().toLowerCase(Locale.ROOT));
    }
  }

  private static final class StateReader extends JsonDeserializer<FunctionStatus.State> {
    @Override
    public FunctionStatus.State deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      try {
        return FunctionStatus.State.valueOf(json.getText().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw JsonMappingException.from(json, "not a state", unknown);
      }
    }
  }
}
