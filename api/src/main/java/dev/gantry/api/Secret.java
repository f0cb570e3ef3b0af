package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A secret as clients send and list it. Listing never carries a value.
 *
 * @param name the secret's name, a DNS subdomain
 * @param namespace the namespace; absent means the one of the query, then the default one
 * @param value the value as text
 * @param rawValue the value as bytes (base64 in JSON); wins over {@code value}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings(
    "ArrayRecordComponent") // compared by nobody; a copy would leave the value in memory twice
public record Secret(
    String name, @Nullable String namespace, @Nullable String value, byte @Nullable [] rawValue) {

  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public Secret {
    name = name == null ? "" : name;
  }

  /** Names the secret, never its value. */
  @Override
  public String toString() {
    return "Secret[" + name + "]";
  }
}
